package dev.hone.core.run;

import dev.hone.core.HoneException;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.LineWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What the child process of a test does; it says on standard output what it has done, and is killed now and then. */
final class StoreWriter {
    private static final int FULL_DISK = 3;
    private static final PrintStream SAY = System.out;

    private StoreWriter() {}

    static RunSpec spec(Path out) {
        return RunSpec.of("test write", 1).withOut(out, false);
    }

    /** A record, and not a map made in place, whose order Java changes from process to process. */
    record Value(int i, String text) {}

    static Value value(int i) {
        return new Value(i, "x".repeat(i % 700));
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        try {
            switch (arguments[0]) {
                case "work" -> work(folder, Integer.parseInt(arguments[2]), SAY::println);
                case "hold" -> hold(folder);
                case "fill-file" -> fillFile(folder.resolve("out.txt"));
                case "fill-store" -> fillStore(folder);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (HoneException e) {
            SAY.println(e.getMessage());
            System.exit(FULL_DISK);
        }
    }

    /** Commits the items that are missing, then writes OUT. */
    static void work(Path folder, int n, Consumer<String> say) {
        try (Run run = Run.start(folder.resolve("runs"), spec(folder.resolve("out.jsonl.gz")), false)) {
            Items items = run.items("item");
            for (int i = 0; i < n; i++) {
                String id = "q" + i;
                if (!items.has(id)) {
                    items.put(id, value(i));
                    say.accept(id);
                }
            }
            try (LineWriter out = LineWriter.to(run.output())) {
                for (int i = 0; i < n; i++) {
                    out.writeJson(items.get("q" + i).orElseThrow());
                }
                out.commit();
            }
            run.done();
        }
    }

    private static void hold(Path folder) throws IOException {
        try (Run run = Run.start(folder.resolve("runs"), spec(folder.resolve("out")), false)) {
            SAY.println(run.id());
            SAY.println(System.in.read());
        }
    }

    private static void fillFile(Path target) throws IOException {
        try (AtomicFile file = AtomicFile.create(target, true)) {
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 32; i++) {
                file.stream().write(piece);
            }
            file.commit();
        }
    }

    private static void fillStore(Path folder) {
        try (Run run = Run.start(folder.resolve("runs"), spec(folder.resolve("out")), false)) {
            Items items = run.items("item");
            for (int i = 0; i < 320; i++) {
                items.put("q" + i, "x".repeat(100_000));
                SAY.println("q" + i);
            }
        }
    }
}
