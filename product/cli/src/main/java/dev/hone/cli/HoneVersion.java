package dev.hone.cli;

import dev.hone.core.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code hone --version} prints. */
final class HoneVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "hone " + Versions.hone() + " on Java " + Runtime.version().feature()
        };
    }
}
