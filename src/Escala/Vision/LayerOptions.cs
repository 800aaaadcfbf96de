using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>
/// One layer of a network as data. In JSON it is an object whose <c>kind</c> says which layer, with the same names as here in camelCase:
/// <c>{"kind": "convolution", "channels": 32, "padding": 1}</c>.
/// </summary>
/// <remarks>
/// In all of the description, what has a default is set and not initialised: members that JSON leaves out would not keep the defaults
/// of initialisers, since the compiled reader hands every one of those over. Change options by <c>with</c> all the same.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConvolutionOptions), ConvolutionOptions.Discriminator)]
[JsonDerivedType(typeof(ActivationOptions), ActivationOptions.Discriminator)]
[JsonDerivedType(typeof(MaxPoolingOptions), MaxPoolingOptions.Discriminator)]
[JsonDerivedType(typeof(AveragePoolingOptions), AveragePoolingOptions.Discriminator)]
[JsonDerivedType(typeof(GlobalAveragePoolingOptions), GlobalAveragePoolingOptions.Discriminator)]
[JsonDerivedType(typeof(BatchNormalizationOptions), BatchNormalizationOptions.Discriminator)]
[JsonDerivedType(typeof(DropoutOptions), DropoutOptions.Discriminator)]
[JsonDerivedType(typeof(FlattenOptions), FlattenOptions.Discriminator)]
[JsonDerivedType(typeof(DenseOptions), DenseOptions.Discriminator)]
[JsonDerivedType(typeof(ResidualOptions), ResidualOptions.Discriminator)]
public abstract record LayerOptions
{
    private protected LayerOptions()
    {
    }

    /// <summary>A name of the layer, of letters, digits, - and _, that no other layer has. Default null: it goes by its index.</summary>
    public string? Name { get; set; }

    /// <summary>The word for the layer in JSON and in messages.</summary>
    internal abstract string Kind { get; }
}
