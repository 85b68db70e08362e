package io.manako.engine.vit;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Functions of the C library of this process, where it has them. */
final class CLibrary {
    private CLibrary() {}

    static Optional<MethodHandle> function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .map(address -> Linker.nativeLinker().downcallHandle(address, descriptor));
    }

    /** Calls a function that returns an int. */
    static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
