package io.manako.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemProxyTest {
    private static final InetSocketAddress OF_JAVA = InetSocketAddress.createUnresolved("system", 1);

    @Test
    void theVariablesOfTheShellNameTheProxy() {
        assertThat(chosen(Map.of("https_proxy", "http://proxy:3128"))).isEqualTo("proxy:3128");
        assertThat(chosen(Map.of("HTTPS_PROXY", "proxy"))).isEqualTo("proxy:8080");
    }

    @Test
    void whatIsExceptedGoesWithoutAProxy() {
        for (String excepted : List.of("*", "example.com", ".example.com", "localhost, *.example.com")) {
            assertThat(chosen(Map.of("https_proxy", "proxy:1", "no_proxy", excepted)))
                    .as(excepted)
                    .isEqualTo("none");
        }
        assertThat(chosen(Map.of("https_proxy", "proxy:1", "no_proxy", "ample.com")))
                .isEqualTo("proxy:1");
    }

    @Test
    void elseTheSystemsSettingsHold() {
        assertThat(chosen(Map.of())).isEqualTo("system:1");
        assertThat(chosen(Map.of("http_proxy", "proxy:1"))).isEqualTo("system:1");
        assertThat(chosen(Map.of("https_proxy", " "))).isEqualTo("system:1");
    }

    @Test
    void aVariableThatHoldsNoAddressIsLeftAside() {
        for (String wrong : List.of("::::", "http://my proxy:3128", "proxy:99999", "http://")) {
            assertThat(chosen(Map.of("https_proxy", wrong))).as(wrong).isEqualTo("system:1");
        }
    }

    private static String chosen(Map<String, String> variables) {
        Proxy proxy = new SystemProxy(variables, ProxySelector.of(OF_JAVA))
                .select(URI.create("https://dl.example.com/model"))
                .getFirst();
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "none";
    }
}
