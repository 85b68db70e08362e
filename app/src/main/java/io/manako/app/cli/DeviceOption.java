package io.manako.app.cli;

import io.manako.engine.device.DeviceWish;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where models run: the same option on every command that runs one. */
@Command
final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "auto|cpu|gpu",
            converter = WishConverter.class,
            description =
                    "Where the model runs. auto, the default: on the GPU if this Manako has libraries for one and a"
                            + " trial in a process of its own found it right ('manako models try-gpu'), else on the CPU.")
    private DeviceWish device = DeviceWish.AUTOMATIC;

    DeviceWish wish() {
        return device;
    }

    private static final class WishConverter implements ITypeConverter<DeviceWish> {
        @Override
        public DeviceWish convert(String text) {
            return switch (text) {
                case "auto" -> DeviceWish.AUTOMATIC;
                case "cpu" -> DeviceWish.CPU;
                case "gpu" -> DeviceWish.GPU;
                default -> throw new TypeConversionException("'" + text + "' is none of auto, cpu and gpu");
            };
        }
    }
}
