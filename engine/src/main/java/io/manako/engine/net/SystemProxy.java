package io.manako.engine.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy that the system names: in the variables {@code https_proxy}, {@code http_proxy} and {@code no_proxy}, as Linux
 * and macOS shells have them, else in the settings that Java reads by itself (Windows, macOS, GNOME).
 */
final class SystemProxy extends ProxySelector {
    private static final Logger LOG = LoggerFactory.getLogger(SystemProxy.class);

    private static final int USUAL_PORT = 8080;

    private final Map<String, String> variables;
    private final ProxySelector java;

    /** Asks Java to read the system's settings, which it does once, before its first connection. */
    static SystemProxy ofProcess() {
        if (System.getProperty("java.net.useSystemProxies") == null) {
            System.setProperty("java.net.useSystemProxies", "true");
        }
        return new SystemProxy(System.getenv(), ProxySelector.getDefault());
    }

    SystemProxy(Map<String, String> variables, ProxySelector java) {
        this.variables = variables;
        this.java = java;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String named = variable(uri.getScheme() + "_proxy");
        if (named == null) {
            return java.select(uri);
        }
        if (isExcepted(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        try {
            URI proxy = new URI(named.contains("://") ? named : "http://" + named);
            if (proxy.getHost() != null) {
                int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
                return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Without the exception, whose message has the variable and so perhaps a password in it.
            LOG.warn("The variable {}_proxy holds no address and is left aside", uri.getScheme());
        }
        return java.select(uri);
    }

    private boolean isExcepted(String host) {
        String excepted = variable("no_proxy");
        if (excepted == null) {
            return false;
        }
        for (String part : excepted.split("[\\s,]+")) {
            String name = part.replaceFirst("^\\*?\\.", "");
            if (part.equals("*") || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String variable(String name) {
        String value = variables.getOrDefault(name, variables.get(name.toUpperCase(Locale.ROOT)));
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        java.connectFailed(uri, address, failure);
    }
}
