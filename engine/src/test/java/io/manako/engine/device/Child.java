package io.manako.engine.device;

/** A trial's process that does what a broken driver may do. */
final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "crash" -> Runtime.getRuntime().halt(134);
            case "hang" -> Thread.sleep(600_000);
            case "lie" -> System.out.println("manako-device-trial PERFECT and fast");
            case "crash-late" -> {
                System.out.println("manako-device-trial HALF ");
                System.out.flush();
                Runtime.getRuntime().halt(139);
            }
            case "chatter" -> System.out.println("driver 535\nmanako-device-trial SINGLE \nbye");
            default -> System.out.println("manako-device-trial " + args[0] + " " + args[1]);
        }
    }
}
