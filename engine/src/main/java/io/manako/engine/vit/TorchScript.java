package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Functions that PyTorch compiles from source, for what it can compute and DJL does not offer (docs/adr/0023). The archive
 * that PyTorch wants of them is made here, so that their source stands in the code that calls them. For the inference
 * thread; lives as long as the manager that it was made with.
 */
final class TorchScript {
    private static final String CLASS = "Functions";

    /** Python's pickle, protocol 2, of an object of the class, which has no attributes, and of an empty tuple. */
    private static final String OBJECT = "\u0080\u0002c__torch__\n" + CLASS + "\n)\u0081}b.";

    private static final String NO_CONSTANTS = "\u0080\u0002).";

    /** Of the archive: what PyTorch 1.6 wrote, and all that came after it read. */
    private static final String VERSION = "3\n";

    private final PtSymbolBlock module;

    /**
     * @param functions in TorchScript as PyTorch writes it into archives: indented by two, first argument {@code self}
     * @throws ai.djl.engine.EngineException if PyTorch does not understand them
     */
    TorchScript(NDManager manager, String functions) {
        // Shapes change with each photo, and PyTorch would compile for each what it has nothing to gain from.
        JniUtils.setGraphExecutorOptimize(false);
        String source =
                "class " + CLASS + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n" + functions.indent(2);
        try {
            module =
                    JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive(source)), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param first argument, a tensor
     * @param others tensors and whole numbers
     * @return what the function makes of them, attached to the manager of the first
     */
    NDArray call(String function, NDArray first, Object... others) {
        IValue[] arguments = Stream.concat(Stream.of(first), Stream.of(others))
                .map(TorchScript::value)
                .toArray(IValue[]::new);
        try (IValue result = IValueUtils.runMethod(module, function, arguments)) {
            return result.toTensor((PtNDManager) first.getManager());
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    private static IValue value(Object argument) {
        return switch (argument) {
            case PtNDArray tensor -> IValue.from(tensor);
            case Integer number -> IValue.from(number.longValue());
            default -> throw new IllegalArgumentException("a tensor or an int, not " + argument);
        };
    }

    private static byte[] archive(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", OBJECT);
            put(zip, "code/__torch__.py", source);
            put(zip, "constants.pkl", NO_CONSTANTS);
            put(zip, "version", VERSION);
        }
        return bytes.toByteArray();
    }

    /** Stored as it is: PyTorch reads nothing else. */
    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry("functions/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
