/**
 * The two H2 files of a library; the only package that sees java.sql.
 *
 * <p>{@link io.manako.engine.store.Catalogue} holds what cannot be rebuilt: every commit reaches the disk, five backups
 * rotate. {@link io.manako.engine.store.DescriptorStore} holds what can: one file per model, deleting it loses nothing
 * but time, and so does deleting a {@link io.manako.engine.store.LabelFile}. {@link io.manako.engine.store.LibraryStore} opens both and keeps other processes out.
 */
@NullMarked
package io.manako.engine.store;

import org.jspecify.annotations.NullMarked;
