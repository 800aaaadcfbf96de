using Xunit;

namespace Escala.Cli.Tests;

/// <summary>What is wrong with a command line, before anything runs.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("fit", "Required command was not provided.")]
    [InlineData("train", "Unrecognized command or argument 'train'.")]
    [InlineData("fit kmeans x.csv", "Option '--clusters' is required.")]
    [InlineData("fit kmeans --clusters 3", "The data must be given once, as DATA, --spark-sql or --dask-dataset, but none of them was given.")]
    [InlineData("fit kmeans x.csv --clusters 3 --spark-sql q", "The data must be given once, as DATA, --spark-sql or --dask-dataset, but DATA and --spark-sql were given.")]
    [InlineData("fit xgboost x.csv --target y --row-id id", "--row-id must be left out with a file, whose rows have an order.")]
    [InlineData("fit kmeans x.csv --clusters", "--clusters")]
    [InlineData("fit kmeans x.csv --clusters many", "--clusters must be a whole number of at most 2147483647, but was 'many'.")]
    [InlineData("fit kmeans x.csv --clusters 2.5", "--clusters must be a whole number of at most 2147483647, but was '2.5'.")]
    [InlineData("fit kmeans x.csv --clusters 3000000000", "--clusters must be a whole number of at most 2147483647, but was '3000000000'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --clusters 4", "--clusters")]
    [InlineData("fit kmeans x.csv --clusters 3 --seed -1", "--seed must be a whole number from 0 to 18446744073709551615, but was '-1'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --tolerance small", "--tolerance must be a number, but was 'small'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --init best",
        "--init must be kmeans-parallel, kmeans++, random or a file that ends in .npy, but was 'best'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --missing fill", "--missing must be refuse or drop, but was 'fill'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --metrics some", "--metrics must be default or all, but was 'some'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --engine mesos", "--engine must be local, serial, dask, spark, dask://HOST:PORT, tls://HOST:PORT, spark://HOST:PORT, local-cluster[N,CORES,MEGABYTES], yarn or k8s://..., but was 'mesos'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --features a,,b", "--features must be names separated by commas, but was 'a,,b'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --bogus", "Unrecognized command or argument '--bogus'.")]
    [InlineData("predict m.zip x.csv", "Option '--out' is required.")]
    [InlineData("evaluate m.zip", "Required argument 'DATA' missing")]
    [InlineData("compare forest", "WORKLOADS must be of kmeans, xgboost, cnn, but was 'forest'.")]
    [InlineData("compare kmeans,kmeans", "WORKLOADS must be different workloads, but was 'kmeans,kmeans'.")]
    [InlineData("compare kmeans,xgboost x.csv", "DATA must be given with one workload, as in: escala compare kmeans x.csv")]
    [InlineData("compare --features a,b", "--features must be given with one workload")]
    [InlineData("compare xgboost --clusters 3", "--clusters must be left out: it is an option of kmeans, which is not compared here.")]
    [InlineData("compare kmeans --rounds 3", "--rounds must be left out: it is an option of xgboost, which is not compared here.")]
    [InlineData("compare xgboost --axes a,b", "--axes must be left out: it is an option of kmeans")]
    [InlineData("compare xgboost x.csv", "--target must be given with data of your own. Name the column to learn.")]
    [InlineData("compare --missing keep", "--missing must be refuse or drop for kmeans, but was 'keep'.")]
    [InlineData("fit xgboost x.csv", "Option '--target' is required.")]
    [InlineData("fit xgboost x.csv --target y --tree-method best", "--tree-method must be hist, approx or exact, but was 'best'.")]
    [InlineData("fit xgboost x.csv --target y --set gamma", "--set must be KEY=VALUE with a different key each time, but was 'gamma'.")]
    [InlineData("fit xgboost x.csv --target y --monotone a", "--monotone must be different features and 1 or -1, such as age=1,price=-1, but was 'a'.")]
    [InlineData("fit xgboost x.csv --target y --interaction a,,b", "--interaction must be groups of features, such as a,b;c,d, but was 'a,,b'.")]
    [InlineData("explain m.zip x.csv", "Option '--out' is required.")]
    [InlineData("compare kmeans x.csv", "--clusters must be given with data of your own.")]
    [InlineData("compare kmeans x.csv --clusters 3 --scale full", "--scale must be left out with data of your own.")]
    [InlineData("compare kmeans --engines serial,mesos", "--engines must be of local, serial, dask, spark, dask://HOST:PORT, tls://HOST:PORT, spark://HOST:PORT, local-cluster[N,CORES,MEGABYTES], yarn or k8s://..., but was 'mesos'.")]
    [InlineData("compare kmeans --engines dask,dask://h:1", "--engines must be different engines, but was 'dask,dask://h:1'.")]
    [InlineData("fit kmeans x.csv --clusters 3 --engine dask://h", "--engine must be local, serial, dask, spark, dask://HOST:PORT")]
    [InlineData("fit kmeans x.csv --clusters 3 --engine dask --dask-queue-seconds soon", "--dask-queue-seconds must be a number, but was 'soon'.")]
    [InlineData("compare kmeans --engines local,local", "--engines must be different engines, but was 'local,local'.")]
    public async Task CommandLine_Wrong_SaysHowAndWhereToRead(string line, string message)
    {
        using var program = new ProgramInProcess();

        int exitCode = await program.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, exitCode);
        Assert.Equal("", program.Output);
        Assert.Contains(message, program.Error, StringComparison.Ordinal);
        Assert.All(program.ErrorLines[..^1], error => Assert.StartsWith("escala: ", error, StringComparison.Ordinal));
        Assert.Matches("^Try 'escala.* --help'.$", program.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("--spark-sql q", "--spark-sql must be left out with the local engine, but was 'q'. Use --engine spark, or name a file.")]
    [InlineData("--spark-sql q --engine dask", "--spark-sql must be left out with the dask engine, but was 'q'. Use --engine spark, or name a file.")]
    [InlineData("--dask-dataset n --engine serial", "--dask-dataset must be left out with the serial engine, but was 'n'. Use --engine dask, or name a file.")]
    [InlineData("--dask-dataset n --engine dask", "--dask-dataset must be given with the cluster where it is published, but --engine was dask")]
    public async Task Fit_RowsOfAClusterThatIsNotThere_SaysWhereTheyAre(string options, string message)
    {
        using var program = new ProgramInProcess();

        int exitCode = await program.RunAsync(["fit", "kmeans", "--clusters", "3", .. options.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, program.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--clusters 0", "Clusters of K-means must be at least 1, but was 0.")]
    [InlineData("--clusters -3", "Clusters of K-means must be at least 1, but was -3.")]
    [InlineData("--clusters 3 --restarts 0", "Restarts of K-means must be at least 1, but was 0.")]
    [InlineData("--clusters 3 --max-iterations 0", "MaxIterations of K-means must be at least 1, but was 0.")]
    [InlineData("--clusters 3 --tolerance -1", "Tolerance of K-means must be finite and at least 0, but was -1.")]
    [InlineData("--clusters 3 --tolerance NaN", "Tolerance of K-means must be finite and at least 0, but was NaN.")]
    [InlineData("--clusters 3 --test-fraction 1", "TestFraction of DatasetOptions must be at least 0 and below 1, but was 1.")]
    [InlineData("--clusters 3 --block-rows 100", "BlockRows of DatasetOptions must be a multiple of 64")]
    [InlineData("--clusters 3 --sample-rows 0", "SampleRows of DatasetOptions must be at least 1, but was 0.")]
    [InlineData("--clusters 3 --features a,a", "Features of DatasetOptions must be different columns")]
    [InlineData("--clusters 3 --features a,b --truth b", "Label of DatasetOptions must be a column that is not a feature, but was 'b'.")]
    [InlineData("--clusters 3 --threads 0", "--threads of the local engine must be from 1 to 1024, but was 0.")]
    [InlineData("--clusters 3 --engine serial --threads 2", "--threads of the serial engine must be 1, but was 2.")]
    [InlineData("--clusters 3 --workers 3", "--workers must be left out with the local engine, but was 3. Use --engine dask, or leave it out.")]
    [InlineData("--clusters 3 --engine serial --ship", "--ship must be left out with the serial engine, but was given.")]
    [InlineData("--clusters 3 --python p", "--python must be left out with the local engine, but was p.")]
    [InlineData("--clusters 3 --dask-lease-seconds 9", "--dask-lease-seconds must be left out with the local engine, but was 9.")]
    [InlineData("--clusters 3 --spark-home /opt/spark", "--spark-home must be left out with the local engine, but was /opt/spark. Use --engine spark")]
    [InlineData("--clusters 3 --engine dask --spark-home x", "--spark-home must be left out with the dask engine, but was x. Use --engine spark")]
    [InlineData("--clusters 3 --engine spark --spark-home /nowhere", "SparkHome of SparkOptions must be a folder of Spark, but /nowhere has no folder python.")]
    [InlineData("--clusters 3 --engine spark --spark-conf spark.task.cpus=2", "Configuration of SparkOptions must leave spark.task.cpus to Escala")]
    [InlineData("--clusters 3 --engine spark --spark-control-port 0", "ControlPort of SparkOptions must be from 1 to 65535, but was 0.")]
    [InlineData("--clusters 3 --engine dask --dask-lease-seconds 0", "--dask-lease-seconds must be above 0 and at most 604800, but was 0.")]
    [InlineData("--clusters 3 --engine dask --dask-start-seconds NaN", "--dask-start-seconds must be above 0 and at most 604800, but was NaN.")]
    [InlineData("--clusters 3 --engine dask --workers 0", "Workers of DaskOptions must be at least 1, but was 0.")]
    [InlineData("--clusters 3 --engine tls://h:1", "CertificateAuthority, Certificate and Key of DaskOptions must be given for tls://")]
    [InlineData("--clusters 3 --engine dask://h:1 --dask-key k", "CertificateAuthority, Certificate and Key of DaskOptions must be left out")]
    public async Task Fit_OptionOutOfRange_IsWrongUsage(string options, string message)
    {
        using var program = new ProgramInProcess();

        int exitCode = await program.RunAsync(["fit", "kmeans", "x.csv", .. options.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"escala: {message}", program.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rounds 0", "Rounds of XGBoost must be at least 1, but was 0.")]
    [InlineData("--learning-rate 2", "LearningRate of XGBoost must be above 0 and at most 1, but was 2.")]
    [InlineData("--features a,y", "Label of DatasetOptions must be a column that is not a feature, but was 'y'.")]
    [InlineData("--objective fast", "Objective of XGBoost must be")]
    [InlineData("--set nthread=4", "Parameters of XGBoost must not name nthread, but was nthread=4.")]
    [InlineData("--resume a --continue b", "--resume must be given without --continue")]
    [InlineData("--every 5", "--every must come with --checkpoint, but was 5 without it.")]
    [InlineData("--resume a --checkpoint b", "--resume must be given without --checkpoint: the checkpoints stay in its folder.")]
    public async Task FitXGBoost_OptionOutOfRange_IsWrongUsage(string options, string message)
    {
        using var program = new ProgramInProcess();

        int exitCode = await program.RunAsync(["fit", "xgboost", "x.csv", "--target", "y", .. options.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"escala: {message}", program.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--engines serial --workers 2", "--workers must be left out with --engines serial, none of which is a cluster.")]
    [InlineData("--engines serial,dask --spark-home x", "--spark-home must be left out with --engines serial,dask, none of which is spark. Add spark to them")]
    [InlineData("--engines serial,local --ship", "--ship must be left out with --engines serial,local, none of which is a cluster.")]
    [InlineData("--engines dask --dask-connect-seconds -1", "--dask-connect-seconds must be above 0")]
    public async Task Compare_ClusterOptionNobodyCanHonour_IsWrongUsage(string options, string message)
    {
        using var program = new ProgramInProcess();

        int exitCode = await program.RunAsync(["compare", "kmeans", "x.csv", "--clusters", "3", .. options.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"escala: {message}", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_SeveralOptionsOutOfRange_NamesAll()
    {
        using var program = new ProgramInProcess();

        int exitCode = await program.RunAsync(
            "fit", "kmeans", "x.csv", "--clusters", "0", "--block-rows", "1", "--engine", "serial", "--threads", "4");

        Assert.Equal(2, exitCode);
        Assert.Equal(3, program.ErrorLines.Length);
    }

    [Fact]
    public async Task Version_IsAllThatIsWritten()
    {
        using var program = new ProgramInProcess();

        Assert.Equal(0, await program.RunAsync("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+[^+\s]*\n$", program.Output);
        Assert.Equal("", program.Error);
    }
}
