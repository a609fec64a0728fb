package dev.hone.serve.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which clients have closed their connection while their request is being worked on. The JDK's server doesn't look at
 * a connection between a request's last byte and its answer, and hides the channel; but Linux lists every connection's state in
 * {@code /proc/net/tcp}. Where there is no such file nothing is found, and only a failing write tells.
 *
 * <p>A client that closes just its sending half counts as gone, as in nginx and Go's server.
 */
final class Clients {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));
    private static final Set<String> CLOSED_BY_CLIENT = Set.of("07", "08", "09");
    /** The table is read in pieces while it changes, so a row may be missed once. */
    private static final int MISSES = 3;

    private final List<Path> tables;

    Clients() {
        this(TABLES);
    }

    Clients(List<Path> tables) {
        this.tables = tables;
    }

    /** A connection as the table names it; used by one thread after its making. */
    static final class Connection {
        private final Set<String> names;
        private boolean seen;
        private int missed;

        private Connection(Set<String> names) {
            this.names = names;
        }
    }

    static Connection connection(InetSocketAddress local, InetSocketAddress remote) {
        Set<String> names = new HashSet<>();
        for (boolean wide : new boolean[] {false, true}) {
            name(local, wide).ifPresent(l -> name(remote, wide).ifPresent(r -> names.add(l + " " + r)));
        }
        return new Connection(names);
    }

    /** Which of these are closed by their clients. */
    Set<Connection> gone(Iterable<Connection> connections) {
        Map<String, Connection> wanted = new HashMap<>();
        for (Connection c : connections) {
            c.names.forEach(name -> wanted.put(name, c));
        }
        Set<Connection> gone = new HashSet<>();
        if (wanted.isEmpty()) {
            return gone;
        }
        Set<Connection> listed = new HashSet<>();
        for (Path table : tables) {
            try (BufferedReader rows = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
                for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                    String[] cells = row.strip().split(" +", 5);
                    Connection c = cells.length < 5 ? null : wanted.get(cells[1] + " " + cells[2]);
                    if (c != null) {
                        listed.add(c);
                        if (CLOSED_BY_CLIENT.contains(cells[3])) {
                            gone.add(c);
                        }
                    }
                }
            } catch (IOException _) {
                // no such table here
            }
        }
        for (Connection c : new HashSet<>(wanted.values())) {
            boolean here = listed.contains(c);
            c.seen |= here;
            c.missed = here ? 0 : c.missed + 1;
            // reset by the client: its row is away
            if (c.seen && c.missed >= MISSES) {
                gone.add(c);
            }
        }
        return gone;
    }

    /** Address and port in the table's hexadecimal digits: words of 32 bits in the machine's order. */
    private static Optional<String> name(InetSocketAddress socket, boolean wide) {
        InetAddress address = socket.getAddress();
        byte[] bytes = address.getAddress();
        StringBuilder name = new StringBuilder();
        if (bytes.length == 4 && wide) {
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            System.arraycopy(bytes, 0, mapped, 12, 4);
            bytes = mapped;
        } else if (bytes.length == 16 && !wide) {
            return Optional.empty();
        }
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 0; i < 4; i++) {
                name.append(String.format("%02X", bytes[little ? word + 3 - i : word + i] & 0xff));
            }
        }
        return Optional.of(name.append(String.format(":%04X", socket.getPort())).toString());
    }
}
