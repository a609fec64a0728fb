package dev.hone.budget.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.lm.Message;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KindsTest {
    private static List<Query> queries(int... sizes) {
        List<Query> queries = new ArrayList<>();
        for (int group = 0; group < sizes.length; group++) {
            for (int i = 0; i < sizes[group]; i++) {
                queries.add(query(group + "/" + i, Optional.of("group " + group)));
            }
        }
        return queries;
    }

    private static Query query(String id, Optional<String> group) {
        return new Query(id, List.of(Message.user(id)), group, Optional.empty());
    }

    @Test
    void small_groups_are_not_learnt_of() {
        assertEquals(
                List.of("group 1", "group 2"), Kinds.of(queries(19, 20, 30)).groups());
    }

    @Test
    void one_group_says_nothing() {
        assertEquals(Kinds.NONE, Kinds.of(queries(100, 5)));
    }

    @Test
    void a_query_has_its_group_behind_its_features_or_zeros() {
        Kinds kinds = new Kinds(List.of("a", "b"));
        List<Query> three = List.of(
                query("1", Optional.of("b")), query("2", Optional.of("elsewhere")), query("3", Optional.empty()));
        float[][] longer = kinds.append(three, new float[][] {{5, 6}, {7, 8}, {9, 10}});
        assertArrayEquals(new float[] {5, 6, 0, 1}, longer[0]);
        assertArrayEquals(new float[] {7, 8, 0, 0}, longer[1]);
        assertArrayEquals(new float[] {9, 10, 0, 0}, longer[2]);
    }

    @Test
    void a_network_behind_which_groups_stand_says_what_it_said_without_them() {
        Network network = new Network(
                new Standardisation(new float[] {.5f}, new float[] {2}),
                new float[] {1, -1},
                new float[] {.1f, .2f},
                new float[] {1, 2, 3, 4},
                new float[] {5, 6});
        assertArrayEquals(network.apply(new float[] {3}), network.ignoring(2).apply(new float[] {3, 1, 0}));
    }

    @Test
    void outputs_of_groups_come_out_as_they_went_in() {
        double[] none = {-1, 2};
        double[][] groups = {{.5, .25}, {-3, 4}};
        Network network = Network.byLastFeatures(3, none, groups);
        assertArrayEquals(none, network.apply(new float[] {9, 0, 0}), 1e-6);
        assertArrayEquals(groups[0], network.apply(new float[] {9, 1, 0}), 1e-6);
        assertArrayEquals(groups[1], network.apply(new float[] {-9, 0, 1}), 1e-6);
    }
}
