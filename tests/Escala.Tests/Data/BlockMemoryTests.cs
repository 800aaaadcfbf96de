using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public sealed unsafe class BlockMemoryTests
{
    [Fact]
    public void Block_AfterOthersOfItsSource_HasRoomOfItsOwnForEveryColumn()
    {
        using var memory = new BlockMemory();
        for (int turn = 0; turn < 3; turn++)
        {
            using Block a = Fill(memory, 1 + turn);
            using Block b = Fill(memory, 100 + turn);
            AssertFilled(a, 1 + turn);
            AssertFilled(b, 100 + turn);
        }
    }

    [Fact]
    public void Return_Piece_IsTakenAgain()
    {
        using var memory = new BlockMemory();
        byte* piece = memory.Take(100);
        memory.Return(piece);
        Assert.True(piece == memory.Take(100));
        memory.Return(piece);
    }

    [Fact]
    public void Dispose_BlockInUse_StaysUsable()
    {
        var memory = new BlockMemory();
        Block block = Fill(memory, 7);
        memory.Dispose();
        AssertFilled(block, 7);
        block.Dispose();
        Assert.Throws<ObjectDisposedException>(() => block.Row(0)[0]);
        block.Dispose();
    }

    private static Block Fill(BlockMemory memory, float value)
    {
        var block = new Block(65, 3, hasLabels: true, hasWeights: true, hasGroups: true, memory) { RowCount = 65 };
        block.Values.Fill(value);
        block.RowNumbers.Fill((long)value);
        block.Labels.Fill(value + 0.25f);
        block.Weights.Fill(value + 0.5f);
        block.Groups.Fill(value + 0.75f);
        return block;
    }

    private static void AssertFilled(Block block, float value)
    {
        Assert.Equal(Enumerable.Repeat(value, 65 * 3), block.Values.ToArray());
        Assert.Equal(Enumerable.Repeat((long)value, 65), block.RowNumbers.ToArray());
        Assert.Equal(Enumerable.Repeat(value + 0.25f, 65), block.Labels.ToArray());
        Assert.Equal(Enumerable.Repeat(value + 0.5f, 65), block.Weights.ToArray());
        Assert.Equal(Enumerable.Repeat(value + 0.75f, 65), block.Groups.ToArray());
    }
}
