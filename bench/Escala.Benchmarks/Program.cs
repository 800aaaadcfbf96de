namespace Escala.Benchmarks;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["kernels", .. string[] names]:
                KernelBenchmark.Run(names);
                return 0;
            default:
                Console.Error.WriteLine("usage: kernels [a b c d]");
                return 2;
        }
    }
}
