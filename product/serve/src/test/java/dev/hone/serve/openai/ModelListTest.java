package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelListTest {
    private final ModelList models = new ModelList(
            List.of(new ModelList.Entry("hone/a/b:c@4", 1700, "hone"), new ModelList.Entry("m", 1800, "upstream")));

    @Test
    void all_are_listed_in_order() {
        assertEquals(
                "{\"object\":\"list\",\"data\":["
                        + "{\"id\":\"hone/a/b:c@4\",\"object\":\"model\",\"created\":1700,\"owned_by\":\"hone\"},"
                        + "{\"id\":\"m\",\"object\":\"model\",\"created\":1800,\"owned_by\":\"upstream\"}]}",
                new String(models.all(), StandardCharsets.UTF_8));
    }

    @Test
    void one_is_found_by_its_whole_name() {
        assertEquals(
                "{\"id\":\"m\",\"object\":\"model\",\"created\":1800,\"owned_by\":\"upstream\"}",
                new String(models.one("m"), StandardCharsets.UTF_8));
        ApiError error = assertThrows(ApiError.class, () -> models.one("hone/a"));
        assertEquals(404, error.status());
        assertEquals("model_not_found", error.json().at("/error/code").stringValue());
    }
}
