using Apache.Arrow;
using Apache.Arrow.Types;

namespace Escala.Data;

/// <summary>What Arrow's types are to training.</summary>
internal static class ArrowTypes
{
    /// <summary>The column of a field.</summary>
    public static DataColumn Column(Field field) => new()
    {
        Name = field.Name,
        Type = Kind(field.DataType),
        StoredType = Name(field.DataType),
    };

    private static ColumnType Kind(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Boolean => ColumnType.Boolean,
        ArrowTypeId.UInt8 or ArrowTypeId.Int8 or ArrowTypeId.UInt16 or ArrowTypeId.Int16 or ArrowTypeId.UInt32 or ArrowTypeId.Int32
            or ArrowTypeId.UInt64 or ArrowTypeId.Int64 or ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double
            or ArrowTypeId.Decimal32 or ArrowTypeId.Decimal64 or ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 => ColumnType.Number,
        ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView => ColumnType.Text,
        ArrowTypeId.Date32 or ArrowTypeId.Date64 or ArrowTypeId.Time32 or ArrowTypeId.Time64
            or ArrowTypeId.Timestamp => ColumnType.Timestamp,
        ArrowTypeId.Dictionary => Kind(((DictionaryType)type).ValueType),
        _ => ColumnType.Other,
    };

    private static string Name(IArrowType type) => type switch
    {
        DictionaryType dictionary => $"dictionary<{Name(dictionary.ValueType)}>",
        TimestampType timestamp => $"timestamp[{timestamp.Unit.ToString().ToLowerInvariant()}]",
        _ => type.Name,
    };
}
