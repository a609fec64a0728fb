package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldTest {
    @Test
    void folds_report_every_query_once_and_never_one_they_saw() {
        List<Query> queries = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> queries.add(Query.of("q" + i, "prompt " + i)));
        queries.add(Query.of("twin a", "the same prompt"));
        queries.add(Query.of("twin b", "the same prompt"));
        List<Fold> folds = Fold.cross(queries, 5, Seeds.of(4));
        Set<Integer> reported = new HashSet<>();
        for (Fold fold : folds) {
            Set<Integer> seen = new HashSet<>();
            IntStream.concat(Arrays.stream(fold.fit()), Arrays.stream(fold.choose()))
                    .forEach(seen::add);
            assertEquals(fold.fit().length + fold.choose().length, seen.size(), "fit and choose are apart");
            for (int i : fold.report()) {
                assertFalse(seen.contains(i), "query " + i + " leaks");
                assertTrue(reported.add(i), "query " + i + " is reported twice");
            }
            assertEquals(seen.contains(40), seen.contains(41), "twins stay together");
            assertEquals(42, seen.size() + fold.report().length);
            assertEquals(5 / 2.0, fold.fit().length / (double) fold.choose().length, .5);
        }
        assertEquals(42, reported.size());
    }
}
