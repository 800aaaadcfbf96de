using System.Numerics;

namespace Escala.Cluster.Collectives;

/// <summary>What lies where, and how values become one.</summary>
internal sealed unsafe partial class SharedMemoryCollective
{
    /// <summary>One value of two.</summary>
    private interface IReduction<T>
        where T : unmanaged
    {
        static abstract T Of(T left, T right);

        static abstract Vector<T> Of(Vector<T> left, Vector<T> right);
    }

    /// <summary>First what tells the memory from others, then a line for each rank, then the slots of even exchanges and those of odd ones.</summary>
    /// <param name="World">The number of ranks.</param>
    private readonly record struct Layout(int World)
    {
        /// <summary>Two lines of the cache, which a processor fetches together.</summary>
        private const int LineBytes = 128;
        private const int PageBytes = 4096;

        /// <summary>The bytes of it all.</summary>
        public long Bytes => Slots + (2L * World * SlotBytes);

        private long Slots => (((1L + World) * LineBytes) + PageBytes - 1) / PageBytes * PageBytes;

        /// <summary>The turn that a rank has come to.</summary>
        public static long* Turn(byte* memory, int rank) => (long*)(memory + ((1L + rank) * LineBytes));

        /// <summary>What a rank called at an exchange.</summary>
        public static long* Said(byte* memory, long exchange, int rank) => Turn(memory, rank) + 1 + (exchange & 1);

        /// <summary>What a rank gave at an exchange.</summary>
        public byte* Slot(byte* memory, long exchange, int rank) => memory + Slots + ((((exchange & 1) * World) + rank) * SlotBytes);
    }

    /// <summary>Whole numbers wrap.</summary>
    private readonly struct Addition<T> : IReduction<T>
        where T : unmanaged, INumber<T>
    {
        public static T Of(T left, T right) => unchecked(left + right);

        public static Vector<T> Of(Vector<T> left, Vector<T> right) => left + right;
    }

    private readonly struct Maximum : IReduction<float>
    {
        public static float Of(float left, float right) => Math.Max(left, right);

        public static Vector<float> Of(Vector<float> left, Vector<float> right) => Vector.Max(left, right);
    }
}
