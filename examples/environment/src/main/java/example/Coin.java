package example;

import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.guide.TeacherProvider;
import java.util.Arrays;

/** A teacher that knows nothing, for any environment of choices: all are equally good to it. */
public final class Coin implements TeacherProvider {
    @Override
    public String name() {
        return "coin";
    }

    @Override
    public Teacher teacher(TaughtEnvironment environment) {
        return advice -> Arrays.fill(advice, -Math.log(advice.length));
    }
}
