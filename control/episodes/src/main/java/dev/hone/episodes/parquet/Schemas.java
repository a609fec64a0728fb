package dev.hone.episodes.parquet;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Fields as Parquet writes them and back. Lists have three levels, and everything may be null, as Arrow's writer does it. */
final class Schemas {
    /** The two parts of a picture, named as Arrow's writers of pictures do. */
    static final String BYTES = "bytes";

    static final String PATH = "path";

    private static final String ROOT = "schema";

    private Schemas() {}

    static MessageType of(List<Field> fields) {
        return new MessageType(ROOT, fields.stream().map(Schemas::type).toList());
    }

    /** Those columns of a schema alone. */
    static MessageType part(MessageType whole, List<Field> fields) {
        return new MessageType(
                ROOT, fields.stream().map(field -> whole.getType(field.name())).toList());
    }

    private static Type type(Field field) {
        if (field.kind() == Kind.IMAGE) {
            return Types.optionalGroup()
                    .optional(PrimitiveTypeName.BINARY)
                    .named(BYTES)
                    .optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(PATH)
                    .named(field.name());
        }
        PrimitiveTypeName primitive = switch (field.kind()) {
            case FLOAT32 -> PrimitiveTypeName.FLOAT;
            case FLOAT64 -> PrimitiveTypeName.DOUBLE;
            case INT64 -> PrimitiveTypeName.INT64;
            case BOOL -> PrimitiveTypeName.BOOLEAN;
            case STRING, IMAGE -> PrimitiveTypeName.BINARY;
        };
        Optional<LogicalTypeAnnotation> meaning =
                field.kind() == Kind.STRING ? Optional.of(LogicalTypeAnnotation.stringType()) : Optional.empty();
        var value = Types.optional(primitive);
        meaning.ifPresent(value::as);
        return field.list()
                ? Types.optionalList().element(value.named("element")).named(field.name())
                : value.named(field.name());
    }

    /** The fields of a schema that can be read: numbers, booleans, texts, lists of them and pictures, but no other records. */
    static List<Field> fields(MessageType schema) {
        return schema.getFields().stream()
                .map(type -> field(schema, type))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Field> field(MessageType schema, Type type) {
        List<ColumnDescriptor> leaves = leaves(schema, type.getName());
        if (leaves.size() != 1) {
            return isImage(leaves) ? Optional.of(Field.plain(type.getName(), Kind.IMAGE)) : Optional.empty();
        }
        ColumnDescriptor leaf = leaves.getFirst();
        boolean list = leaf.getMaxRepetitionLevel() > 0;
        if (!list && !type.isPrimitive()) {
            return Optional.empty();
        }
        return kind(leaf.getPrimitiveType()).map(kind -> new Field(type.getName(), kind, list));
    }

    private static boolean isImage(List<ColumnDescriptor> leaves) {
        return leaves.stream()
                        .map(leaf -> leaf.getPath().length == 2 ? leaf.getPath()[1] : "")
                        .sorted()
                        .toList()
                        .equals(List.of(BYTES, PATH))
                && leaves.stream()
                        .allMatch(leaf -> leaf.getMaxRepetitionLevel() == 0
                                && leaf.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY);
    }

    /** The leaves of a field that {@link #fields} gave: two of a picture, else one. */
    static List<ColumnDescriptor> leaves(MessageType schema, String name) {
        return schema.getColumns().stream()
                .filter(leaf -> leaf.getPath()[0].equals(name))
                .toList();
    }

    private static Optional<Kind> kind(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case FLOAT -> Optional.of(Kind.FLOAT32);
            case DOUBLE -> Optional.of(Kind.FLOAT64);
            case INT32, INT64 -> Optional.of(Kind.INT64);
            case BOOLEAN -> Optional.of(Kind.BOOL);
            case BINARY ->
                LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation())
                        ? Optional.of(Kind.STRING)
                        : Optional.empty();
            case FIXED_LEN_BYTE_ARRAY, INT96 -> Optional.empty();
        };
    }
}
