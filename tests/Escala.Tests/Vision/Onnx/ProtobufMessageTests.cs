using Escala.Vision.Onnx;
using Xunit;

namespace Escala.Tests.Vision.Onnx;

/// <summary>The examples of https://protobuf.dev/programming-guides/encoding/, and the edges of numbers.</summary>
public class ProtobufMessageTests
{
    [Theory]
    [InlineData(1, 150, "089601")]
    [InlineData(1, 0, "0800")]
    [InlineData(1, 127, "087F")]
    [InlineData(1, 128, "088001")]
    [InlineData(1, -2, "08FEFFFFFFFFFFFFFFFF01")]
    [InlineData(20, 2, "A00102")]
    [InlineData(1, long.MaxValue, "08FFFFFFFFFFFFFFFF7F")]
    public void AddNumber_Values_AreVarints(int field, long value, string bytes) => AssertBytes(bytes, message => message.AddNumber(field, value));

    [Fact]
    public void AddText_IsItsLengthAndUtf8()
    {
        AssertBytes("120774657374696E67", message => message.AddText(2, "testing"));
        AssertBytes("1202C3B1", message => message.AddText(2, "ñ"));
        AssertBytes("1200", message => message.AddText(2, ""));
    }

    [Fact]
    public void AddFloat_IsFourBytes() => AssertBytes("150000C03F", message => message.AddFloat(2, 1.5f));

    [Fact]
    public void AddBytes_Numbers_AreLittleEndian()
    {
        AssertBytes("4A080000803F000000C0", message => message.AddBytes(9, [1f, -2f]));
        AssertBytes("4A080300000000000000", message => message.AddBytes(9, [3L]));
    }

    [Fact]
    public void AddMessage_IsItsLengthAndFields() => AssertBytes("1A03089601", message =>
    {
        var inner = new ProtobufMessage();
        inner.AddNumber(1, 150);
        message.AddMessage(3, inner);
    });

    private static void AssertBytes(string bytes, Action<ProtobufMessage> add)
    {
        var message = new ProtobufMessage();
        add(message);
        using var stream = new MemoryStream();
        message.WriteTo(stream);

        Assert.Equal(bytes, Convert.ToHexString(stream.ToArray()));
        Assert.Equal(stream.Length, message.Length);
    }
}
