namespace Escala.Testing;

/// <summary>The folder of the project's sources.</summary>
public static class ProjectFolder
{
    /// <summary>The folder.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Escala.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the project.");
    }
}
