package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What docs/java.md shows compiles against today's classes. */
class JavaPageTest {
    private static final Pattern BLOCK = Pattern.compile("## ([^\n]+)\n[^#]*?```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path classes;

    @TestFactory
    Stream<DynamicTest> every_block_compiles() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/java.md"));
        List<MatchResult> blocks = BLOCK.matcher(page).results().toList();
        assertTrue(blocks.size() >= 5, () -> "only " + blocks.size() + " blocks found");
        return blocks.stream().map(block -> DynamicTest.dynamicTest(block.group(1), () -> compile(block.group(2))));
    }

    private void compile(String code) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Page.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(null, null, problems, options, null, List.of(source))
                .call();
        assertTrue(
                compiled,
                () -> problems.getDiagnostics().stream()
                        .map(Diagnostic::toString)
                        .toList()
                        .toString());
    }
}
