package dev.hone.transformer.chat;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code strftime_now(format)}: a time in C's notation, with English names. */
final class Strftime {
    private Strftime() {}

    static String format(ZonedDateTime time, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            boolean unpadded = format.charAt(i + 1) == '-' && i + 2 < format.length();
            i += unpadded ? 2 : 1;
            String field = field(time, format.charAt(i));
            out.append(unpadded && field.startsWith("0") && field.length() > 1 ? field.substring(1) : field);
        }
        return out.toString();
    }

    private static String field(ZonedDateTime time, char code) {
        String pattern = switch (code) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'j' -> "DDD";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'f' -> "SSSSSS";
            case 'p' -> "a";
            case 'B' -> "MMMM";
            case 'b', 'h' -> "MMM";
            case 'A' -> "EEEE";
            case 'a' -> "EEE";
            case 'F' -> "uuuu-MM-dd";
            case 'T' -> "HH:mm:ss";
            case 'R' -> "HH:mm";
            case 'D' -> "MM/dd/uu";
            case 'Z' -> "zzz";
            case 'z' -> "xx";
            case '%' -> "'%'";
            default -> throw new TemplateException("the time format has '%" + code + "', which is not supported");
        };
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
    }
}
