/**
 * What photo files and the XMP files beside them say of a photo: keywords, title, caption, date, camera, rating and place,
 * from EXIF, IPTC and XMP. Files are only read. Whatever a file says, nothing here throws for it: what makes no sense is
 * passed over.
 */
@NullMarked
package io.manako.engine.metadata;

import org.jspecify.annotations.NullMarked;
