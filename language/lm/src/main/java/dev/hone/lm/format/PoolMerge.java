package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mixed traffic from pools of one kind each. An id gets its pool's name in front. A pool of one group, or of none, becomes a
 * group of that name, since which pool a query is from is what a plan for the mix can know; a pool of several keeps them,
 * with its name in front. Equal prompts in two pools still belong together wherever queries are divided.
 */
public final class PoolMerge {
    private PoolMerge() {}

    /**
     * All entries, pool by pool.
     *
     * @param pools at least one, of different file names
     */
    public static List<PoolEntry> of(List<Pool> pools) {
        Set<String> names = new HashSet<>();
        List<PoolEntry> merged = new ArrayList<>();
        for (Pool pool : pools) {
            String name = name(pool);
            if (!names.add(name)) {
                throw new HoneException(
                        "Two of the pools are called '" + name + "'.",
                        "rename one; the name tells their queries apart");
            }
            boolean several =
                    pool.queries().stream().map(Query::group).distinct().count() > 1;
            pool.entries().forEach(entry -> merged.add(renamed(entry, name, several)));
        }
        return merged;
    }

    private static PoolEntry renamed(PoolEntry entry, String name, boolean several) {
        Query query = entry.query();
        String group = several ? query.group().map(g -> name + "/" + g).orElse(name) : name;
        return entry.withQuery(
                new Query(name + "/" + query.id(), query.messages(), Optional.of(group), query.reference()));
    }

    /** The file's name up to its first dot. */
    private static String name(Pool pool) {
        Path file = Path.of(pool.source()).getFileName();
        String whole = file == null ? pool.source() : file.toString();
        int dot = whole.indexOf('.');
        return dot > 0 ? whole.substring(0, dot) : whole;
    }
}
