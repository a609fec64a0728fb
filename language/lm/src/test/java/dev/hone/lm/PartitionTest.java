package dev.hone.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartitionTest {
    private static final double[] SHARES = {.5, .2, .3};

    @Property(tries = 100)
    void queries_with_equal_prompts_are_never_divided(
            @ForAll @IntRange(min = 3, max = 80) int n,
            @ForAll @IntRange(min = 1, max = 20) int prompts,
            @ForAll long seed) {
        var random = Seeds.of(seed).generator();
        List<Query> queries = IntStream.range(0, n)
                .mapToObj(i -> Query.of("q" + i, "prompt " + random.nextInt(prompts)))
                .toList();
        int[] part = Partition.assign(queries, SHARES, Seeds.of(seed));
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Integer before = seen.putIfAbsent(queries.get(i).text(), part[i]);
            assertTrue(before == null || before == part[i], "query " + i);
        }
    }

    @Property(tries = 100)
    void shares_are_kept_to_within_one_query_where_nothing_binds_them(
            @ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        int[] part = Partition.assign(plain(n), SHARES, Seeds.of(seed));
        for (int p = 0; p < SHARES.length; p++) {
            assertEquals(SHARES[p] * n, Partition.members(part, p).length, 1.01);
        }
    }

    @Test
    void a_small_group_stays_whole_and_a_large_one_is_divided_evenly() {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            queries.add(grouped("large" + i, "arithmetic"));
        }
        for (int i = 0; i < 100; i++) {
            queries.add(grouped("small" + i, "family" + i / 5));
        }
        int[] part = Partition.assign(queries, SHARES, Seeds.of(1));
        for (int family = 0; family < 20; family++) {
            int from = 100 + 5 * family;
            assertEquals(1, Arrays.stream(part, from, from + 5).distinct().count(), "family " + family);
        }
        assertEquals(50.0, Arrays.stream(part, 0, 100).map(p -> p == 0 ? 1 : 0).sum(), 2);
        assertEquals(20.0, Arrays.stream(part, 0, 100).map(p -> p == 1 ? 1 : 0).sum(), 2);
    }

    @Test
    void the_order_of_the_file_does_not_matter_and_the_seed_does() {
        List<Query> queries = plain(50);
        List<Query> reversed = new ArrayList<>(queries);
        Collections.reverse(reversed);
        int[] part = Partition.assign(queries, SHARES, Seeds.of(1));
        int[] other = Partition.assign(reversed, SHARES, Seeds.of(1));
        for (int i = 0; i < 50; i++) {
            assertEquals(part[i], other[49 - i]);
        }
        assertFalse(Arrays.equals(part, Partition.assign(queries, SHARES, Seeds.of(2))));
    }

    @Test
    void clusters_are_chained_through_prompts_and_groups() {
        List<Query> queries = new ArrayList<>(plain(40));
        queries.add(grouped("a", "g"));
        queries.add(new Query("b", List.of(Message.user("prompt of a")), Optional.empty(), Optional.empty()));
        queries.add(grouped("c", "g"));
        int[] clusters = Partition.clusterOf(queries);
        assertArrayEquals(new int[] {40, 40, 40}, Arrays.copyOfRange(clusters, 40, 43));
        assertEquals(41, Arrays.stream(clusters).distinct().count());
    }

    private static List<Query> plain(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> Query.of("q" + i, "prompt " + i))
                .toList();
    }

    private static Query grouped(String id, String group) {
        return new Query(id, List.of(Message.user("prompt of " + id)), Optional.of(group), Optional.empty());
    }
}
