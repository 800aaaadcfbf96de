using System.Globalization;
using System.Text;

namespace Escala.Cli.Tests;

/// <summary>Small files of points in clusters that nobody can mistake.</summary>
internal static class Points
{
    /// <summary>
    /// Writes a CSV with the columns a, b, weight and kind: three clusters of equal size around (0, 0), (10, 5) and (20, 10).
    /// </summary>
    public static string Write(string folder, string name = "points.csv", int rows = 300)
    {
        var text = new StringBuilder("a,b,weight,kind\n");
        for (int row = 0; row < rows; row++)
        {
            int kind = row % 3;
            double jitter = (row * 37 % 101 / 101.0) - 0.5;
            double other = (row * 53 % 97 / 97.0) - 0.5;
            text.Append(CultureInfo.InvariantCulture, $"{(kind * 10) + jitter:F4},{(kind * 5) + other:F4},{1 + (row % 2)},k{kind}\n");
        }

        return WriteText(folder, name, text.ToString());
    }

    /// <summary>Writes a program: a script for bash.</summary>
    public static string WriteProgram(string folder, string name, string script)
    {
        string path = WriteText(folder, name, $"#!/bin/bash\n{script}\n");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Escala runs on Linux only.");
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Writes a file of given text.</summary>
    public static string WriteText(string folder, string name, string text)
    {
        string path = System.IO.Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
