package dev.hone.guide;

/**
 * A teacher from a jar of the user's. Name the implementation in {@code META-INF/services/dev.hone.guide.TeacherProvider};
 * {@code --class-path JAR} makes it known to a command.
 */
public interface TeacherProvider {
    /** The name users give it: lower case, words joined by hyphens. */
    String name();

    /** One for this very environment, which it looks at. */
    Teacher teacher(TaughtEnvironment environment);
}
