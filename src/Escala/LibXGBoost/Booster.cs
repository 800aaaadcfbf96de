using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>
/// A model of libxgboost, in training or done. A call that libxgboost refuses throws <see cref="XGBoostException"/> with its words;
/// much of what is set is only looked at, and refused, by the next call that needs it.
/// </summary>
/// <remarks>
/// One thread makes it, trains it and asks it. libxgboost keeps the predictions of the cache per thread, so that another thread predicts
/// from the first tree on; in 1.7 the matrices too, so that another thread finds no features before the first round.
/// </remarks>
internal sealed unsafe partial class Booster : IDisposable
{
    private readonly List<string> _warnings = [];
    private readonly BoosterHandle _handle;

    /// <summary>Makes a booster without a tree.</summary>
    /// <param name="cache">The matrices that it will train on and predict again and again, whose predictions it keeps.</param>
    public Booster(params IReadOnlyList<DMatrix> cache)
    {
        bool[] isHeld = new bool[cache.Count];
        try
        {
            nint[] matrices = new nint[cache.Count];
            for (int i = 0; i < matrices.Length; i++)
            {
                cache[i].Handle.DangerousAddRef(ref isHeld[i]);
                matrices[i] = cache[i].Handle.DangerousGetHandle();
            }

            fixed (nint* first = matrices)
            {
                Calls.Check(NativeMethods.XGBoosterCreate(first, (ulong)matrices.Length, out _handle));
            }
        }
        finally
        {
            for (int i = 0; i < isHeld.Length; i++)
            {
                if (isHeld[i])
                {
                    cache[i].Handle.DangerousRelease();
                }
            }
        }
    }

    private Booster(BoosterHandle handle) => _handle = handle;

    /// <summary>The number of rounds it has been trained for.</summary>
    public int RoundCount
    {
        get
        {
            Calls.Check(NativeMethods.XGBoosterBoostedRounds(_handle, out int rounds));
            return rounds;
        }
    }

    /// <summary>The number of features; 0 before it has seen any.</summary>
    public int FeatureCount
    {
        get
        {
            Calls.Check(NativeMethods.XGBoosterGetNumFeature(_handle, out ulong count));
            return checked((int)count);
        }
    }

    private NativeCalls Calls => NativeCalls.For(_warnings);

    /// <summary>Sets a parameter, by XGBoost's name and in its format.</summary>
    public void Set(string name, string value) => Calls.Check(NativeMethods.XGBoosterSetParam(_handle, name, value));

    /// <summary>Trains one more round.</summary>
    /// <param name="iteration">The 0-based number of the round, which seeds it where <c>seed_per_iteration</c> is on.</param>
    /// <param name="training">The rows, with labels.</param>
    public void Update(int iteration, DMatrix training) =>
        Calls.Check(NativeMethods.XGBoosterUpdateOneIter(_handle, iteration, training.Handle));

    /// <summary>Writes the model in a format of XGBoost.</summary>
    /// <param name="format"><c>ubj</c> or <c>json</c>.</param>
    public byte[] Save(string format)
    {
        string config = $$"""{"format":"{{format}}"}""";
        Calls.Check(NativeMethods.XGBoosterSaveModelToBuffer(_handle, config, out ulong length, out byte* bytes));
        return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
    }

    /// <summary>Becomes the model that was saved.</summary>
    /// <param name="model">What <see cref="Save"/>, or another program with XGBoost, wrote.</param>
    public void Load(ReadOnlySpan<byte> model)
    {
        fixed (byte* first = model)
        {
            Calls.Check(NativeMethods.XGBoosterLoadModelFromBuffer(_handle, first, (ulong)model.Length));
        }
    }

    /// <summary>Makes a booster of some of the rounds.</summary>
    /// <param name="begin">The 0-based number of the first one.</param>
    /// <param name="end">The number after the last one, at most <see cref="RoundCount"/>.</param>
    public Booster Slice(int begin, int end)
    {
        // 0 is the interface's word for "to the last round", and it answers a wrong range with a number of its own and no words.
        ArgumentOutOfRangeException.ThrowIfNegative(begin);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, begin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, RoundCount);
        Calls.Check(NativeMethods.XGBoosterSlice(_handle, begin, end, 1, out BoosterHandle slice));
        return new Booster(slice);
    }

    /// <summary>What an attribute, a word that is kept with the model, is; null where there is none of this name.</summary>
    public string? GetAttribute(string name)
    {
        Calls.Check(NativeMethods.XGBoosterGetAttr(_handle, name, out byte* value, out int isThere));
        return isThere == 0 ? null : Marshal.PtrToStringUTF8((nint)value);
    }

    /// <summary>Sets an attribute, or removes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null removes it.</param>
    public void SetAttribute(string name, string? value) => Calls.Check(NativeMethods.XGBoosterSetAttr(_handle, name, value));

    /// <summary>All parameters as libxgboost understood them: a JSON object whose keys are XGBoost's own.</summary>
    public string SaveConfiguration()
    {
        Calls.Check(NativeMethods.XGBoosterSaveJsonConfig(_handle, out ulong length, out byte* json));
        return Marshal.PtrToStringUTF8((nint)json, checked((int)length));
    }

    /// <summary>What libxgboost warned of in this booster's calls since the last time this was asked.</summary>
    public IReadOnlyList<string> TakeWarnings()
    {
        string[] taken = [.. _warnings];
        _warnings.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
