using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;

namespace Escala.Data;

/// <summary>Records as the caller holds them; the columns are their public readable properties.</summary>
/// <typeparam name="T">The type of a record.</typeparam>
internal sealed class RecordTable<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T> : IMemoryTable
{
    private readonly IReadOnlyList<T> _records;
    private readonly List<Func<T, float>> _getters = [];
    private readonly List<DataColumn> _columns = [];

    /// <summary>Wraps records.</summary>
    /// <exception cref="DatasetException">A property is neither a number nor true or false; every such property is named.</exception>
    public RecordTable(IReadOnlyList<T> records)
    {
        _records = records;
        List<string> faults = [];
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0)
            {
                continue;
            }

            if (Getter(property) is not { } getter)
            {
                faults.Add(
                    $"Property '{property.Name}' of {typeof(T).Name} must be a number or a bool, but was a {property.PropertyType.Name}. " +
                    "Select records without it, or with a number in its place.");
                continue;
            }

            _getters.Add(getter);
            _columns.Add(new DataColumn
            {
                Name = property.Name,
                Type = Plain(property.PropertyType) == typeof(bool) ? ColumnType.Boolean : ColumnType.Number,
                StoredType = Plain(property.PropertyType).Name,
            });
        }

        if (faults.Count > 0)
        {
            throw new DatasetException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<DataColumn> Columns => _columns;

    /// <inheritdoc/>
    public int RowCount => _records.Count;

    /// <inheritdoc/>
    public void Copy(int column, int firstRow, int count, Span<float> target, int stride)
    {
        Func<T, float> getter = _getters[column];
        for (int i = 0; i < count; i++)
        {
            T record = _records[firstRow + i]
                ?? throw new DatasetException($"{MemoryReader.Path}, row {firstRow + i + 1}: the record is null. Leave it out.");
            target[i * stride] = getter(record);
        }
    }

    /// <inheritdoc/>
    public bool TryCopyRows(int firstRow, int count, Span<float> target) => false;

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static Func<T, float>? Getter(PropertyInfo property)
    {
        Type type = Plain(property.PropertyType);
        if (type.IsEnum)
        {
            return null;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => Number<bool>(property, value => value ? 1 : 0),
            TypeCode.SByte => Number<sbyte>(property),
            TypeCode.Byte => Number<byte>(property),
            TypeCode.Int16 => Number<short>(property),
            TypeCode.UInt16 => Number<ushort>(property),
            TypeCode.Int32 => Number<int>(property),
            TypeCode.UInt32 => Number<uint>(property),
            TypeCode.Int64 => Number<long>(property),
            TypeCode.UInt64 => Number<ulong>(property),
            TypeCode.Single => Number<float>(property),
            TypeCode.Double => Number<double>(property),
            TypeCode.Decimal => Number<decimal>(property),
            _ => type == typeof(Half) ? Number<Half>(property) : null,
        };
    }

    private static Func<T, float> Number<TValue>(PropertyInfo property)
        where TValue : struct, INumberBase<TValue> => Number<TValue>(property, float.CreateTruncating);

    /// <summary>A typed delegate per property: reading a value neither boxes nor reflects.</summary>
    private static Func<T, float> Number<TValue>(PropertyInfo property, Func<TValue, float> convert)
        where TValue : struct
    {
        MethodInfo method = property.GetMethod!;
        bool isNullable = property.PropertyType != typeof(TValue);
        if (typeof(T).IsValueType)
        {
            if (isNullable)
            {
                var optional = method.CreateDelegate<StructGetter<TValue?>>();
                return record => optional(ref record) is { } value ? convert(value) : float.NaN;
            }

            var required = method.CreateDelegate<StructGetter<TValue>>();
            return record => convert(required(ref record));
        }

        if (isNullable)
        {
            var optional = method.CreateDelegate<Func<T, TValue?>>();
            return record => optional(record) is { } value ? convert(value) : float.NaN;
        }

        var getter = method.CreateDelegate<Func<T, TValue>>();
        return record => convert(getter(record));
    }

    private delegate TValue StructGetter<TValue>(ref T record);
}
