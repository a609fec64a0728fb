package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools of real models, in the folder that the environment variable HONE_POOLS names. */
class RealPoolsTest {
    @TempDir
    Path scratch;

    private Path pools = Path.of("");

    @BeforeEach
    void requirePools() {
        Optional<String> folder = Optional.ofNullable(System.getenv("HONE_POOLS"));
        assumeTrue(folder.isPresent(), "HONE_POOLS names no folder of pools: real pools are not read");
        pools = Path.of(folder.orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "humaneval, 164, 1, 16400",
        "game24-cot, 100, 1, 10000",
        "game24-standard, 100, 1, 10000",
        "creative-writing, 200, 1, 2000",
        "bbh, 6511, 2, 13022",
        "routellm, 15361, 2, 30722",
        "zeroeval-math, 2040, 57, 0",
        "reasoning-gym, 4564, 10, 0",
    })
    void a_real_pool_is_read_written_and_read_again(String name, int queries, int arms, int rewards) {
        Pool pool = Pool.read(pools.resolve(name + ".jsonl.gz")).requireGraded();
        assertEquals(queries, pool.entries().size());
        assertEquals(arms, pool.arms().size());
        int counted = pool.entries().stream()
                .flatMap(entry -> entry.arms().values().stream())
                .mapToInt(arm -> arm.rewards().length)
                .sum();
        assertTrue(rewards == 0 ? counted > queries : counted == rewards, counted + " rewards");
        Path copy = scratch.resolve("copy.jsonl");
        Pool.write(pool.entries(), copy);
        assertEquals(pool.entries(), Pool.read(copy).entries());
        assertTrue(Files.exists(copy));
    }
}
