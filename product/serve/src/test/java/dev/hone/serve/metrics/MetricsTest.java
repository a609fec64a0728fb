package dev.hone.serve.metrics;

import static dev.hone.serve.metrics.Metrics.Operation.CHAT;
import static dev.hone.serve.metrics.Metrics.Operation.COMPLETION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics(Set.of("hone/m@4", "m"), Set.of("up"), () -> 3);

    private String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }

    private void line(String expected) {
        assertTrue(text().lines().anyMatch(expected::equals), () -> expected + " is not in\n" + text());
    }

    @Test
    void a_request_is_counted_by_name_and_status_and_timed() {
        metrics.request(CHAT, "hone/m@4", 200, 1.5);
        metrics.request(CHAT, "hone/m@4", 200, .005);
        metrics.request(COMPLETION, "m", 429, .1);
        metrics.request(COMPLETION, "m", 0, .1);
        line("hone_requests_total{name=\"hone/m@4\",status=\"200\"} 2.0");
        line("hone_requests_total{name=\"m\",status=\"429\"} 1.0");
        line("hone_requests_total{name=\"m\",status=\"0\"} 1.0");
        String chat = "{gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"hone\",gen_ai_request_model=\"hone/m@4\"";
        line("gen_ai_server_request_duration_seconds_bucket" + chat + ",le=\"0.01\"} 1");
        line("gen_ai_server_request_duration_seconds_bucket" + chat + ",le=\"1.28\"} 1");
        line("gen_ai_server_request_duration_seconds_bucket" + chat + ",le=\"2.56\"} 2");
        line("gen_ai_server_request_duration_seconds_count" + chat + "} 2");
        line("gen_ai_server_request_duration_seconds_sum" + chat + "} 1.505");
    }

    @Test
    void names_that_are_added_are_counted_by_themselves_until_there_are_too_many() {
        for (int i = 0; i < 100; i++) {
            metrics.add("hone/a|" + i);
            metrics.request(CHAT, "hone/a|" + i, 200, .1);
        }
        line("hone_requests_total{name=\"hone/a|63\",status=\"200\"} 1.0");
        line("hone_requests_total{name=\"other\",status=\"200\"} 36.0");
        metrics.request(CHAT, "m", 200, .1);
        line("hone_requests_total{name=\"m\",status=\"200\"} 1.0");
    }

    @Test
    void tokens_and_samples_and_calls_are_counted() {
        metrics.tokens(CHAT, "m", 10, 300);
        metrics.samples("m", "up", 4);
        metrics.samples("m", "up", 2);
        metrics.call("up", true);
        metrics.call("up", false);
        metrics.overhead("m", .0003);
        metrics.firstToken(CHAT, "m", .3);
        metrics.answered(401);
        String chat = "{gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"hone\",gen_ai_request_model=\"m\"";
        line("gen_ai_client_token_usage_sum" + chat + ",gen_ai_token_type=\"input\"} 10.0");
        line("gen_ai_client_token_usage_bucket" + chat + ",gen_ai_token_type=\"output\",le=\"256.0\"} 0");
        line("gen_ai_client_token_usage_bucket" + chat + ",gen_ai_token_type=\"output\",le=\"1024.0\"} 1");
        line("hone_samples_total{arm=\"up\",name=\"m\"} 6.0");
        line("hone_upstream_calls_total{arm=\"up\",outcome=\"answered\"} 1.0");
        line("hone_upstream_calls_total{arm=\"up\",outcome=\"failed\"} 1.0");
        line("hone_overhead_seconds_bucket{name=\"m\",le=\"5.0E-4\"} 1");
        line("hone_overhead_seconds_bucket{name=\"m\",le=\"2.5E-4\"} 0");
        line("gen_ai_server_time_to_first_token_seconds_count" + chat + "} 1");
        line("hone_http_answers_total{status=\"401\"} 1.0");
        line("hone_requests_running 3.0");
    }

    @Test
    void clients_cannot_make_the_table_grow() {
        metrics.request(CHAT, "m", 200, 1);
        metrics.request(CHAT, "invented", 404, 1);
        int before = text().length();
        for (int i = 0; i < 1000; i++) {
            metrics.request(CHAT, "invented-" + i, 404, 1);
            metrics.samples("m", "invented-" + i, 1);
            metrics.answered(1000 + i);
        }
        assertFalse(text().contains("invented"), this::text);
        assertTrue(text().length() < before + 500, () -> text().length() + " after " + before);
        line("hone_requests_total{name=\"other\",status=\"404\"} 1001.0");
    }

    @Test
    void the_text_is_what_a_scraper_reads() {
        Metrics hostile = new Metrics(Set.of("a\"b\\c\nd"), Set.of(), () -> 0);
        hostile.request(CHAT, "a\"b\\c\nd", 200, 1);
        Pattern row = Pattern.compile(
                "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*})? [-+0-9.eEInfNa]+");
        List<String> rows = new ArrayList<>();
        for (String line : new String(hostile.text(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty() && !line.startsWith("# ")) {
                assertTrue(row.matcher(line).matches(), line);
                rows.add(line);
            }
        }
        assertTrue(rows.size() > 15, () -> "only " + rows.size() + " rows");
    }

    @Test
    void threads_lose_no_count() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 1000; i++) {
                    metrics.samples("m", "up", 1);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        line("hone_samples_total{arm=\"up\",name=\"m\"} 8000.0");
        assertEquals(1, text().split("hone_samples_total\\{", -1).length - 1);
    }
}
