package io.manako.engine.store;

/**
 * What the descriptors of one model take on the disk.
 *
 * @param model its name, characters that no file name has as underscores
 * @param bytes of all its files
 * @param spare of those that nobody uses at the moment, which can be dropped
 */
public record DescriptorUse(String model, long bytes, long spare) {
    /** Whether it is a model's of this name. */
    public boolean isOf(String name) {
        return DescriptorFiles.safe(name).equals(model);
    }
}
