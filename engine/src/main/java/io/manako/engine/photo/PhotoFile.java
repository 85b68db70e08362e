package io.manako.engine.photo;

import io.manako.engine.message.Message;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one place that opens an original, for reading only. Bytes are read here and decoded from memory, because native
 * decoders do not find files with names outside ASCII on every system.
 */
final class PhotoFile {
    /** No photo is larger; a film or a disk image that bears a photo's name is refused before it fills the memory. */
    static final long MAX_BYTES = 1L << 30;

    private PhotoFile() {}

    /** The whole file, of a readable format by its first bytes. */
    static byte[] read(Path file) throws UnreadablePhotoException {
        String name = nameOf(file);
        requireFile(file, name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream in = Channels.newInputStream(channel)) {
            if (channel.size() > MAX_BYTES) {
                // Only the format decides which sentence helps: a 2 GB HEIC is refused for being HEIC.
                requireReadable(in.readNBytes(PhotoFormat.SNIFF_BYTES), name);
                throw new UnreadablePhotoException(
                        Reason.TOO_LARGE,
                        Message.of("engine.photo.megabytes", name, channel.size() >> 20, MAX_BYTES >> 20));
            }
            byte[] head = in.readNBytes(PhotoFormat.SNIFF_BYTES);
            requireReadable(head, name);
            channel.position(0);
            return in.readAllBytes();
        } catch (AccessDeniedException e) {
            throw new UnreadablePhotoException(Reason.NO_PERMISSION, Message.of("engine.photo.no-permission", name), e);
        } catch (NoSuchFileException e) {
            throw missing(name);
        } catch (UnreadablePhotoException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadablePhotoException(
                    Reason.DAMAGED, Message.of("engine.photo.disk", name, e.getMessage()), e);
        }
    }

    /** The format by content, if it is one that can be decoded. */
    static PhotoFormat requireReadable(byte[] head, String name) throws UnreadablePhotoException {
        if (head.length == 0) {
            throw new UnreadablePhotoException(Reason.EMPTY, Message.of("engine.photo.empty", name));
        }
        PhotoFormat format = PhotoFormat.sniff(head);
        if (format == null) {
            throw new UnreadablePhotoException(Reason.NOT_A_PHOTO, Message.of("engine.photo.not-a-photo", name));
        }
        if (!format.readable()) {
            throw new UnreadablePhotoException(Reason.UNSUPPORTED_FORMAT, format.leftOut(name));
        }
        return format;
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** Opening a pipe or a device would wait forever, so only regular files are opened. */
    private static void requireFile(Path file, String name) throws UnreadablePhotoException {
        if (Files.isRegularFile(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new UnreadablePhotoException(Reason.NOT_A_PHOTO, Message.of("engine.photo.folder", name));
        }
        if (Files.exists(file)) {
            throw new UnreadablePhotoException(Reason.NOT_A_PHOTO, Message.of("engine.photo.no-file", name));
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnreadablePhotoException(Reason.MISSING, Message.of("engine.photo.dangling", name));
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder) && !Files.isExecutable(folder)) {
            throw new UnreadablePhotoException(Reason.NO_PERMISSION, Message.of("engine.photo.no-entry", name));
        }
        throw missing(name);
    }

    private static UnreadablePhotoException missing(String name) {
        return new UnreadablePhotoException(Reason.MISSING, Message.of("engine.photo.missing", name));
    }
}
