namespace Escala.Vision;

/// <summary>An image that was taken for one of another class.</summary>
/// <param name="Row">Its row number.</param>
/// <param name="Truth">The index of its class.</param>
/// <param name="Predicted">The index of the class that was predicted.</param>
/// <param name="Probability">The probability of the predicted class, 0 to 1.</param>
/// <param name="TruthProbability">The probability of its class, 0 to 1.</param>
public readonly record struct ConvNetMistake(long Row, int Truth, int Predicted, float Probability, float TruthProbability);
