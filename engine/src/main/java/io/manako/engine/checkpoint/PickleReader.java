package io.manako.engine.checkpoint;

import io.manako.engine.checkpoint.TensorView.StorageRef;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The part of Python's pickle language (protocols 2 to 4) that {@code torch.save} writes weights in. A pickle is a program
 * for a stack machine; this machine has no instruction that calls anything: the few names that it knows stand for tensors
 * and dictionaries that it makes itself, and all others end the reading. Used once, by one thread.
 */
final class PickleReader {
    /** Python's None. */
    private static final Object NONE = new Object();

    /** The names that weights need beside the storages of the module {@code torch}. */
    private enum Known {
        ORDERED_DICT,
        TENSOR,
        PARAMETER
    }

    private record Tuple(List<Object> items) {}

    /** Keeps the place on the stack where items of a collection begin. */
    private record Mark() {}

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    PickleReader(byte[] pickle) {
        in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * What the pickle describes: a {@code Map}, a {@link TensorView}, or something else that is no weights.
     *
     * @throws Refusal if it asks for anything that weights have no need of, or is damaged
     */
    Object read() throws Refusal {
        try {
            while (true) {
                int at = in.position();
                int opcode = Byte.toUnsignedInt(in.get());
                if (opcode == '.') {
                    return pop();
                }
                if (!simple(opcode) && !collection(opcode) && !object(opcode)) {
                    throw Refusal.damaged("opcode " + opcode + " at byte " + at);
                }
            }
        } catch (BufferUnderflowException | NoSuchElementException e) {
            throw Refusal.damaged("it ends at byte " + in.position());
        }
    }

    /** Numbers, texts, and the machine's own needs. */
    private boolean simple(int opcode) throws Refusal {
        switch (opcode) {
            case 0x80 -> in.get(); // protocol
            case 0x95 -> in.getLong(); // frame
            case 'N' -> push(NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) Byte.toUnsignedInt(in.get()));
            case 'M' -> push((long) Short.toUnsignedInt(in.getShort()));
            case 'J' -> push((long) in.getInt());
            case 0x8a -> push(longNumber(Byte.toUnsignedInt(in.get())));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> push(text(in.getInt()));
            case 0x8c -> push(text(Byte.toUnsignedInt(in.get())));
            case 'q' -> memo.put(Byte.toUnsignedInt(in.get()), top());
            case 'r' -> memo.put(in.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(remembered(Byte.toUnsignedInt(in.get())));
            case 'j' -> push(remembered(in.getInt()));
            case '0' -> pop();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean collection(int opcode) throws Refusal {
        switch (opcode) {
            case '(' -> push(new Mark());
            case ')' -> push(new Tuple(List.of()));
            case 't' -> push(new Tuple(sinceMark()));
            case 0x85 -> push(tuple(1));
            case 0x86 -> push(tuple(2));
            case 0x87 -> push(tuple(3));
            case ']' -> push(new ArrayList<>());
            case 'a' -> append(List.of(pop()));
            case 'e' -> append(sinceMark());
            case '}' -> push(new LinkedHashMap<>());
            case 's' -> {
                Object value = pop();
                putAll(List.of(pop(), value));
            }
            case 'u' -> putAll(sinceMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What looks like code: names, and what is made by them. */
    private boolean object(int opcode) throws Refusal {
        switch (opcode) {
            case 'c' -> push(known(line(), line()));
            case 0x93 -> {
                String name = string(pop());
                push(known(string(pop()), name));
            }
            case 'Q' -> push(storage(pop()));
            case 'R' -> {
                Object arguments = pop();
                push(made(pop(), arguments));
            }
            case 'b' -> {
                // An OrderedDict's attributes, such as PyTorch's _metadata, say nothing of the weights.
                pop();
                dictionary();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Object known(String module, String name) throws Refusal {
        String whole = module + "." + name;
        return switch (whole) {
            case "collections.OrderedDict" -> Known.ORDERED_DICT;
            case "torch._utils._rebuild_tensor_v2" -> Known.TENSOR;
            case "torch._utils._rebuild_parameter" -> Known.PARAMETER;
            default -> {
                Dtype dtype = module.equals("torch") ? Dtype.of(name) : null;
                if (dtype == null) {
                    throw Refusal.code(whole);
                }
                yield dtype;
            }
        };
    }

    private static Object made(Object what, Object with) throws Refusal {
        List<Object> arguments = with instanceof Tuple tuple ? tuple.items : List.of();
        if (what == Known.ORDERED_DICT && with instanceof Tuple && arguments.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (what == Known.TENSOR && arguments.size() >= 4 && arguments.get(0) instanceof StorageRef storage) {
            return TensorView.of(
                    storage, number(arguments.get(1)), numbers(arguments.get(2)), numbers(arguments.get(3)));
        }
        if (what == Known.PARAMETER && !arguments.isEmpty() && arguments.get(0) instanceof TensorView tensor) {
            return tensor;
        }
        throw Refusal.damaged("an object that is no tensor");
    }

    /** {@code ('storage', torch.FloatStorage, key, device, elements)}. */
    private static StorageRef storage(Object id) throws Refusal {
        if (id instanceof Tuple(List<Object> items)
                && items.size() == 5
                && items.get(0).equals("storage")
                && items.get(1) instanceof Dtype dtype) {
            long elements = number(items.get(4));
            if (elements >= 0) {
                return new StorageRef(dtype, string(items.get(2)), elements);
            }
        }
        throw Refusal.damaged("a storage that is none");
    }

    private long longNumber(int bytes) throws Refusal {
        if (bytes > Long.BYTES) {
            throw Refusal.damaged("a number of " + bytes + " bytes");
        }
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            byte next = in.get();
            value |= (i == bytes - 1 ? (long) next : Byte.toUnsignedLong(next)) << 8 * i; // the last has the sign
        }
        return value;
    }

    private String text(int bytes) throws Refusal {
        if (bytes < 0 || bytes > in.remaining()) {
            throw Refusal.damaged("a text of " + Integer.toUnsignedLong(bytes) + " bytes");
        }
        String text = new String(in.array(), in.position(), bytes, StandardCharsets.UTF_8);
        in.position(in.position() + bytes);
        return text;
    }

    private String line() throws Refusal {
        int end = in.position();
        while (end < in.limit() && in.get(end) != '\n') {
            end++;
        }
        String line = text(end - in.position());
        in.get();
        return line;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() {
        return stack.removeLast();
    }

    private Object top() {
        return stack.getLast();
    }

    private Object remembered(int index) throws Refusal {
        Object value = memo.get(index);
        if (value == null) {
            throw Refusal.damaged("a reference to nothing");
        }
        return value;
    }

    private Tuple tuple(int items) {
        List<Object> last = stack.subList(stack.size() - Math.min(items, stack.size()), stack.size());
        if (last.size() < items) {
            throw new NoSuchElementException();
        }
        Tuple tuple = new Tuple(List.copyOf(last));
        last.clear();
        return tuple;
    }

    private List<Object> sinceMark() {
        int at = stack.size() - 1;
        while (at >= 0 && !(stack.get(at) instanceof Mark)) {
            at--;
        }
        if (at < 0) {
            throw new NoSuchElementException();
        }
        List<Object> tail = stack.subList(at, stack.size());
        List<Object> items = List.copyOf(tail.subList(1, tail.size()));
        tail.clear();
        return items;
    }

    @SuppressWarnings("unchecked") // every list on the stack was pushed here
    private void append(List<Object> items) throws Refusal {
        if (!(top() instanceof ArrayList<?> list)) {
            throw Refusal.damaged("an item of no list");
        }
        ((List<Object>) list).addAll(items);
    }

    private void putAll(List<Object> pairs) throws Refusal {
        Map<Object, Object> dictionary = dictionary();
        if (pairs.size() % 2 != 0) {
            throw Refusal.damaged("a key without a value");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            // Other keys may hold themselves, and hashing them would never end.
            if (!(pairs.get(i) instanceof String) && !(pairs.get(i) instanceof Long)) {
                throw Refusal.damaged("a key that is neither text nor number");
            }
            dictionary.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked") // every map on the stack was pushed here
    private Map<Object, Object> dictionary() throws Refusal {
        if (top() instanceof LinkedHashMap<?, ?> dictionary) {
            return (Map<Object, Object>) dictionary;
        }
        throw Refusal.damaged("a key of no dictionary");
    }

    private static long number(Object value) throws Refusal {
        if (value instanceof Long number) {
            return number;
        }
        throw Refusal.damaged("something else where a number belongs");
    }

    private static String string(Object value) throws Refusal {
        if (value instanceof String string) {
            return string;
        }
        throw Refusal.damaged("something else where a text belongs");
    }

    private static List<Long> numbers(Object value) throws Refusal {
        if (!(value instanceof Tuple(List<Object> items))) {
            throw Refusal.damaged("something else where a shape belongs");
        }
        List<Long> numbers = new ArrayList<>();
        for (Object item : items) {
            numbers.add(number(item));
        }
        return numbers;
    }
}
