/** Rankings written down: as a list (CSV, JSON) and as a contact sheet (PNG, HTML, PDF); and copies of the photos found. */
@NullMarked
package io.manako.app.export;

import org.jspecify.annotations.NullMarked;
