using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Escala.Models;
using Xunit;

namespace Escala.Tests.Models;

public class SafeTensorsTests
{
    private static readonly NamedTensor[] s_tensors =
    [
        new("0.weight", [2, 3], [1, 2, 3, 4, 5, 6.5f]),
        new("0.bias", [2], [-1, float.MaxValue]),
        new("scalar", [], [7]),
        new("empty", [0, 4], []),
    ];

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        byte[] bytes = Written(s_tensors);
        (IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) = SafeTensors.Read(new MemoryStream(bytes));

        Assert.Equal(s_tensors.Where(tensor => tensor.Values.Length > 0).Select(tensor => tensor.Name), tensors.Where(tensor => tensor.Values.Length > 0).Select(tensor => tensor.Name));
        foreach (NamedTensor tensor in s_tensors)
        {
            NamedTensor read = tensors.Single(other => other.Name == tensor.Name);
            Assert.Equal(tensor.Shape, read.Shape);
            Assert.Equal(tensor.Values, read.Values);
        }

        Assert.Equal("b", metadata["a"]);
    }

    [Fact]
    public void Write_Format_IsThatOfItsDescription()
    {
        byte[] bytes = Written([new("x", [2], [1, 2])]);
        int header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);

        Assert.Equal(0, (8 + header) % 8);
        Assert.Equal(
            """{"__metadata__":{"a":"b"},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            Encoding.UTF8.GetString(bytes, 8, header).TrimEnd(' '));
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0x40], bytes[(8 + header)..]);
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}""")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,16]}}""")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4],"data_offsets":[4,20]}}""")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,16]}}""")]
    [InlineData("""{"x":{"dtype":"F32","shape":[100000,100000,100000,100000],"data_offsets":[0,16]}}""")]
    [InlineData("""{"x":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}}""")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""")]
    [InlineData("""{"x":{"dtype":7,"shape":[4],"data_offsets":[0,16]}}""")]
    [InlineData("""{"x":{"dtype":"F32","shape":4,"data_offsets":[0,16]}}""")]
    [InlineData("""{"x":{"dtype":"F32","data_offsets":[0,16]}}""")]
    [InlineData("""{"x":7}""")]
    [InlineData("""{"__metadata__":7}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"x":""")]
    public void Read_HeaderThatDoesNotFit_IsRefused(string header)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        Exception error = Assert.ThrowsAny<Exception>(() => SafeTensors.Read(new MemoryStream([.. length, .. text, .. new byte[16]])));

        Assert.True(error is InvalidDataException or JsonException or EndOfStreamException, error.ToString());
    }

    [Fact]
    public void Read_Truncated_IsRefused()
    {
        byte[] bytes = Written(s_tensors);
        for (int length = 0; length < bytes.Length; length++)
        {
            Exception error = Assert.ThrowsAny<Exception>(() => SafeTensors.Read(new MemoryStream(bytes[..length])));
            Assert.True(error is InvalidDataException or JsonException or EndOfStreamException, error.ToString());
        }
    }

    private static byte[] Written(NamedTensor[] tensors)
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, tensors, new Dictionary<string, string> { ["a"] = "b" });
        return stream.ToArray();
    }
}
