package io.manako.app.cli;

import picocli.CommandLine.TypeConversionException;

/**
 * Finite numbers between commas, and perhaps a sign after them.
 *
 * @param negative whether a minus stands in the place after the numbers
 */
record Coordinates(double[] numbers, boolean negative) {
    /** @param form said to the user where the text is anything else */
    static Coordinates parse(String text, int count, String form) {
        String[] parts = text.strip().split(",", -1);
        boolean signed = parts.length == count + 1
                && (parts[count].strip().equals("-") || parts[count].strip().equals("+"));
        if (parts.length != count && !signed) {
            throw new TypeConversionException("'" + text + "' is not understood: " + form);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(parts[i].strip(), text, form);
        }
        return new Coordinates(numbers, signed && parts[count].strip().equals("-"));
    }

    private static double number(String part, String text, String form) {
        double number;
        try {
            number = Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not understood: " + form);
        }
        if (!Double.isFinite(number)) {
            throw new TypeConversionException(
                    "'" + text + "' is not understood: every coordinate must be a finite number");
        }
        return number;
    }
}
