/** Downloads, only where the user asks for one; here and for captions alone are sockets opened. */
@NullMarked
package io.manako.engine.net;

import org.jspecify.annotations.NullMarked;
