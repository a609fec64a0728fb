package dev.hone.reward;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.reward.learnt.HeadFit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

class HeadRewardTest extends RewardKit {
    @TempDir
    Path folder;

    @Override
    Reward create() {
        List<Sample> samples = List.of(
                Sample.of(Completion.of("42")).withReward(1),
                Sample.of(Completion.of("no idea")).withReward(0));
        Pool pool = new Pool(
                "pool.jsonl",
                IntStream.range(0, 20)
                        .mapToObj(q -> PoolEntry.of(Query.of("q" + q, "prompt " + q), samples))
                        .toList());
        HeadFit.of(pool, new WordFeatures(), Seeds.of(1), Listener.NONE).save(folder.resolve("head"), true);
        return Rewards.reward("head:" + folder.resolve("head"), _ -> new WordFeatures());
    }
}
