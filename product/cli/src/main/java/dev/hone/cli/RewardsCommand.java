package dev.hone.cli;

import dev.hone.reward.RewardForm;
import dev.hone.reward.Rewards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hone rewards}: what REWARD may be. */
@Command(
        name = "rewards",
        description = "Lists what REWARD may be, and what each can do.",
        mixinStandardHelpOptions = true)
final class RewardsCommand implements Runnable {
    @Mixin
    private final Screen screen = new Screen();

    @Override
    public void run() {
        TextTable table = new TextTable("reward", "grades", "range", "reference", "verifier at run time", "cost");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RewardForm form : Rewards.forms()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("reward", form.form());
            row.put("grades", form.grades());
            row.put("range", form.range());
            row.put("reference", form.traits().needsReference() ? "needed" : "not needed");
            row.put("verifier", form.traits().verifier().words());
            row.put("why", form.traits().verifier().why());
            row.put("cost", form.traits().cost());
            table.row(
                    form.form(),
                    form.grades(),
                    form.range(),
                    row.get("reference"),
                    row.get("verifier"),
                    row.get("cost"));
            rows.add(row);
        }
        screen.table(table);
        screen.rows(rows);
    }
}
