using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>
/// The one place that every call of libxgboost goes through: it loads the library, listens to its log, and turns a failure into an
/// exception. The library keeps its log callback and its last error per thread, and so there is one of these per thread.
/// </summary>
/// <remarks>
/// Written <c>NativeCalls.For(warnings).Check(NativeMethods.Something(...))</c>: C# evaluates the receiver before the argument, so that
/// the thread listens before the call is made.
/// </remarks>
internal sealed unsafe class NativeCalls
{
    [ThreadStatic]
    private static NativeCalls? t_ofThisThread;

    private ICollection<string> _warnings = [];

    private NativeCalls()
    {
    }

    /// <summary>The calls of this thread.</summary>
    /// <param name="warnings">Takes what libxgboost warns of meanwhile, without what it holds already.</param>
    /// <exception cref="XGBoostException">There is no libxgboost, or one that Escala does not work with.</exception>
    public static NativeCalls For(ICollection<string> warnings)
    {
        NativeCalls calls = t_ofThisThread ?? Listen();
        calls._warnings = warnings;
        return calls;
    }

    /// <summary>Looks at what a function returned.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="function">The call as it is written in the source; the compiler fills it in.</param>
    /// <exception cref="XGBoostException">It failed; the message is libxgboost's.</exception>
#pragma warning disable CA1822 // Belongs to a thread: only through it, the library is loaded and heard.
    public void Check(int code, [CallerArgumentExpression(nameof(code))] string function = "")
#pragma warning restore CA1822
    {
        if (code == 0)
        {
            return;
        }

        string message = NativeMessage.OfError(Marshal.PtrToStringUTF8((nint)NativeMethods.XGBGetLastError()) ?? "");
        throw new XGBoostException(message.Length > 0 ? message : $"libxgboost answered {code} without a reason: {function}.");
    }

    private static NativeCalls Listen()
    {
        XGBoostLibrary.Require();
        var calls = new NativeCalls();
        calls.Check(NativeMethods.XGBRegisterLogCallback(&OnLogLine));
        t_ofThisThread = calls;
        return calls;
    }

    [UnmanagedCallersOnly]
    private static void OnLogLine(byte* line)
    {
        if (t_ofThisThread is { } calls
            && NativeMessage.OfWarning(Marshal.PtrToStringUTF8((nint)line) ?? "") is { } warning
            && !calls._warnings.Contains(warning))
        {
            calls._warnings.Add(warning);
        }
    }
}
