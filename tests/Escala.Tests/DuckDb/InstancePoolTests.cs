using Escala.DuckDb.Native;
using Xunit;

namespace Escala.Tests.DuckDb;

public sealed class InstancePoolTests : IDisposable
{
    private static readonly SessionSettings Settings = new() { Threads = 1 };
    private readonly InstancePool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Open_AfterASessionEnded_TakesItsInstanceWithoutWhatItMade()
    {
        using (DuckDbSession first = Open())
        {
            first.Execute("CREATE TEMP VIEW data AS SELECT 1 AS x; CREATE TEMP TYPE t AS ENUM ('a'); SET threads = 2");
        }

        using DuckDbSession second = Open();
        Assert.Equal(2, second.List("SELECT current_setting('threads')", (stream, row) => stream.Int64(0, row))[0]);
        Assert.Throws<DuckDbFailure>(() => second.Execute("SELECT * FROM data"));
        Assert.Throws<DuckDbFailure>(() => second.Execute("SELECT 'a'::t"));
    }

    [Fact]
    public void Take_TwiceOrWithOtherSettings_GivesAnotherInstance()
    {
        DuckDbInstance first = _pool.Take(Settings);
        using DuckDbInstance second = _pool.Take(Settings);
        Assert.NotSame(first, second);
        _pool.Return(first);
        using DuckDbInstance other = _pool.Take(Settings with { Threads = 2 });
        Assert.NotSame(first, other);
        using DuckDbInstance again = _pool.Take(Settings with { });
        Assert.Same(first, again);
    }

    [Fact]
    public void Open_AfterAFailure_StartsAnotherInstance()
    {
        using (DuckDbSession failing = Open())
        {
            failing.Execute("SET threads = 2");
            Assert.Throws<DuckDbFailure>(() => failing.Execute("SELECT nope"));
        }

        using DuckDbSession session = Open();
        Assert.Equal(1, session.List("SELECT current_setting('threads')", (stream, row) => stream.Int64(0, row))[0]);
    }

    [Fact]
    public void Return_AfterDispose_EndsTheInstance()
    {
        DuckDbInstance instance = _pool.Take(Settings);
        _pool.Dispose();
        _pool.Return(instance);
        Assert.ThrowsAny<Exception>(() => instance.Connect());
    }

    private DuckDbSession Open() => DuckDbSession.Open(Settings, CancellationToken.None, _pool);
}
