package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.serve.openai.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Optional<Keys> CLIENTS = Optional.of(Keys.of(List.of("client")));
    private static final Optional<Keys> ADMINS = Optional.of(Keys.of(List.of("admin")));
    private static final Gate OPEN = new Gate(Optional.empty(), Optional.empty());

    /** What a gate sees of a request. */
    private record Asked(String method, String key, boolean loopback) implements Exchange {
        @Override
        public String path() {
            return "/admin/reload";
        }

        @Override
        public Optional<String> header(String name) {
            return switch (name) {
                case "Host" -> Optional.of("localhost");
                case "Authorization" -> key.isEmpty() ? Optional.empty() : Optional.of("Bearer " + key);
                default -> Optional.empty();
            };
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }

        @Override
        public void reply(int status, String contentType, Map<String, String> headers, byte[] body) {
            throw new AssertionError("a gate answers nothing");
        }

        @Override
        public Body begin(int status, String contentType, Map<String, String> headers) {
            throw new AssertionError("a gate answers nothing");
        }
    }

    private static Asked near(String key) {
        return new Asked("POST", key, true);
    }

    private static Asked far(String key) {
        return new Asked("POST", key, false);
    }

    private static void refuses(Gate gate, Asked asked) {
        ApiError error = assertThrows(ApiError.class, () -> gate.requireAdmin(asked));
        assertEquals(403, error.status());
    }

    @Test
    void without_any_keys_this_machine_may_change_things() {
        assertDoesNotThrow(() -> OPEN.requireAdmin(near("")));
    }

    @Test
    void a_clients_key_changes_nothing_from_another_machine() {
        Gate gate = new Gate(CLIENTS, Optional.empty());
        refuses(gate, far("client"));
        assertDoesNotThrow(() -> gate.requireAdmin(near("client")));
    }

    @Test
    void where_admins_have_keys_nothing_else_will_do() {
        for (Optional<Keys> clients : List.of(CLIENTS, Optional.<Keys>empty())) {
            Gate gate = new Gate(clients, ADMINS);
            refuses(gate, near(""));
            refuses(gate, near("client"));
            refuses(gate, far("client"));
            assertDoesNotThrow(() -> gate.requireAdmin(near("admin")));
            assertDoesNotThrow(() -> gate.requireAdmin(far("admin")));
        }
    }

    @Test
    void an_admin_comes_in_as_clients_do() {
        Gate gate = new Gate(CLIENTS, ADMINS);
        assertDoesNotThrow(() -> gate.admit(far("admin")));
        assertDoesNotThrow(() -> gate.admit(far("client")));
        assertEquals(
                401,
                assertThrows(ApiError.class, () -> gate.admit(near("other"))).status());
    }
}
