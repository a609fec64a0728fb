package example;

import dev.hone.learn.Environment;
import dev.hone.learn.EnvironmentProvider;
import java.util.List;

/** What makes the signpost known to {@code --class-path}. */
public final class SignpostProvider implements EnvironmentProvider {
    @Override
    public List<String> names() {
        return List.of("signpost");
    }

    @Override
    public Environment make(String name) {
        return new Signpost();
    }
}
