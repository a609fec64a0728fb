package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000/v1#tiny, http://localhost:8000/v1/chat/completions, tiny",
        "https://api.example.com/any/prefix/v1#org/model:1b@x, "
                + "https://api.example.com/any/prefix/v1/chat/completions, org/model:1b@x",
        "http://h/v1/#m, http://h/v1/chat/completions, m",
        "http://h#m, http://h/chat/completions, m",
        "' HTTP://[::1]:80/v1#a#b ', HTTP://[::1]:80/v1/chat/completions, a#b",
        "http://h/v1#Modell größer 7b, http://h/v1/chat/completions, Modell größer 7b",
    })
    void whatIsBeforeTheHashIsTheServerAndWhatIsBehindIsTheModel(String written, String operation, String model) {
        EndpointAddress address = EndpointAddress.parse(written);
        assertEquals(operation, address.operation("chat/completions").toString());
        assertEquals(model, address.model());
    }

    @Property(tries = 100)
    void whatIsWrittenOutIsReadBack(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String host,
            @ForAll @IntRange(min = 1, max = 65535) int port,
            @ForAll @AlphaChars @NumericChars @Chars({'/', ':', '-', '.', '#', ' ', 'ü'}) @StringLength(max = 20)
                    String model) {
        EndpointAddress address = EndpointAddress.parse("http://" + host + ":" + port + "/p/v1#x" + model + "x");
        assertEquals(address, EndpointAddress.parse(address.toString()));
        assertEquals("x" + model + "x", address.model());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8000/v1#m|does not begin",
                "ftp://h/v1#m|does not begin",
                "http://h:8000/v1|names no model",
                "http://h:8000/v1#|names no model",
                "http://h:99999/v1#m|no valid host and port",
                "http://h:0/v1#m|no valid host and port",
                "http://my_box/v1#m|no valid host and port",
                "http:///v1#m|no valid host and port",
                "http://#m|address",
                "http://h/a b#m|character",
                "http://h/v1/chat/completions#m|ends with the operation",
                "http://user:pw@h/v1#m|user name or password",
                "https://h/v1?key=abc#m|holds a query",
            })
    void whatIsNoAddressIsRefusedWithTheReason(String written, String reason) {
        HoneException e = assertThrows(HoneException.class, () -> EndpointAddress.parse(written));
        assertTrue(e.problem().contains(reason), e.problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:s3cret@h/v1#m",
                "http://me:s3/cret@h/v1",
                "https://h/v1?api-key=s3cret#m",
                "https://s3cret@h:99999/v1?x=s3cret#m"
            })
    void secretsWrittenIntoAnAddressAreNotRepeated(String written) {
        HoneException e = assertThrows(HoneException.class, () -> EndpointAddress.parse(written));
        assertFalse(e.toString().contains("s3"), e.toString());
    }

    @Test
    void aControlCharacterInTheModelsNameIsRefused() {
        assertThrows(HoneException.class, () -> EndpointAddress.parse("http://h/v1#m\u001b[31m"));
    }

    @Test
    void loopbackIsToldByNameAlone() {
        for (String host : new String[] {"localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.9.8.7", "[::1]"}) {
            assertTrue(EndpointAddress.parse("http://" + host + ":1/v1#m").loopback(), host);
        }
        for (String host : new String[] {"127.0.0.1.example.com", "localhost.example.com", "128.0.0.1", "10.0.0.1"}) {
            assertFalse(EndpointAddress.parse("http://" + host + ":1/v1#m").loopback(), host);
        }
    }

    @Test
    void foldersAndEmbeddedModelsAreNotMeantAsEndpoints() {
        assertTrue(EndpointAddress.isMeantBy("HTTPS://h/v1#m"));
        assertFalse(EndpointAddress.isMeantBy("arithmetic"));
        assertFalse(EndpointAddress.isMeantBy("./http://odd"));
    }
}
