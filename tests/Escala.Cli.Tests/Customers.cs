using System.Globalization;
using System.Text;

namespace Escala.Cli.Tests;

/// <summary>Small files to learn from, whose answers are neither hopeless nor free.</summary>
internal static class Customers
{
    /// <summary>
    /// Writes a CSV with the columns age, spent, plan (text, sometimes absent), churned (left or stayed), score (a number) and city (three
    /// classes).
    /// </summary>
    public static string Write(string folder, string name = "customers.csv", int rows = 400)
    {
        var text = new StringBuilder("age,spent,plan,churned,score,city\n");
        for (int row = 0; row < rows; row++)
        {
            int age = 18 + (row * 37 % 60);
            double spent = row * 53 % 97;
            string plan = row % 11 == 0 ? "" : new[] { "basic", "family", "gold" }[row * 7 % 3];
            bool isGone = ((age > 45) ^ (plan == "gold")) ^ (row % 7 == 0);
            string city = spent > 60 ? "Lima" : age > 40 ? "Quito" : "Cusco";
            text.Append(CultureInfo.InvariantCulture, $"{age},{spent},{plan},{(isGone ? "left" : "stayed")},{(age * 2) + spent},{city}\n");
        }

        return Points.WriteText(folder, name, text.ToString());
    }
}
