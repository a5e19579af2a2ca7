package dev.crema.report.html;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The words of TeX that stand for a character.
final class TexSymbols {
    /// Letters, as identifiers.
    static final Map<String, String> LETTERS = table("""
            alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
            lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
            Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω
            infty ∞ partial ∂ nabla ∇ ell ℓ top ⊤ emptyset ∅ hbar ℏ
            """);

    /// Operators, relations, arrows, brackets.
    static final Map<String, String> OPERATORS = table("""
            cdot ⋅ times × div ÷ pm ± mp ∓ ast ∗ star ⋆ odot ⊙ otimes ⊗ oplus ⊕ circ ∘
            le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ equiv ≡ sim ∼ simeq ≃ propto ∝
            in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ setminus ∖ forall ∀ exists ∃ mid ∣ parallel ∥ perp ⊥
            to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ mapsto ↦
            dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ prime ′ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉
            vert | Vert ‖ | ‖ { { } } % % # # & & _ _ $ $
            """);

    /// Operators whose limits stand below and above in a displayed formula.
    static final Map<String, String> LARGE = table("sum ∑ prod ∏ int ∫ bigcup ⋃ bigcap ⋂");

    /// Functions, set upright; those of the second set take limits below.
    static final Set<String> FUNCTIONS = Set.of(
            "log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "det", "dim", "arg", "max", "min", "sup",
            "inf", "lim", "Pr");

    static final Set<String> LIMITS = Set.of("max", "min", "sup", "inf", "lim");

    /// Accents, as the character that stands above.
    static final Map<String, String> ACCENTS =
            table("hat ^ widehat ^ bar ¯ overline ¯ tilde ~ widetilde ~ vec → dot ˙ ddot ¨");

    /// Spaces, in em.
    static final Map<String, String> SPACES =
            table(", 0.167 : 0.222 ; 0.278 ! -0.167 quad 1 qquad 2").entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /// Larger brackets: how many em high at least.
    static final Map<String, String> SIZES = Stream.of("", "l", "r", "m")
            .flatMap(side -> Stream.of(
                    Map.entry("big" + side, "1.2"),
                    Map.entry("Big" + side, "1.8"),
                    Map.entry("bigg" + side, "2.4"),
                    Map.entry("Bigg" + side, "3")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private TexSymbols() {}

    /// Letters of another alphabet: `mathbb`, `mathbf`, `mathcal`.
    static String styled(String letters, String style) {
        var out = new StringBuilder();
        letters.codePoints().forEach(c -> out.appendCodePoint(styled(c, style)));
        return out.toString();
    }

    private static int styled(int c, String style) {
        boolean capital = c >= 'A' && c <= 'Z';
        if (!capital && !(c >= 'a' && c <= 'z')) return c;
        int known = switch (style + (char) c) {
            case "mathbbC" -> 'ℂ';
            case "mathbbN" -> 'ℕ';
            case "mathbbP" -> 'ℙ';
            case "mathbbQ" -> 'ℚ';
            case "mathbbR" -> 'ℝ';
            case "mathbbZ" -> 'ℤ';
            case "mathcalB" -> 'ℬ';
            case "mathcalE" -> 'ℰ';
            case "mathcalF" -> 'ℱ';
            case "mathcalH" -> 'ℋ';
            case "mathcalL" -> 'ℒ';
            case "mathcalM" -> 'ℳ';
            case "mathcalR" -> 'ℛ';
            default -> 0;
        };
        if (known != 0) return known;
        int first = switch (style) {
            case "mathbb" -> 0x1D538;
            case "mathcal" -> 0x1D49C;
            default -> 0x1D400;
        };
        return first + (capital ? c - 'A' : 26 + c - 'a');
    }

    private static Map<String, String> table(String words) {
        String[] each = words.strip().split("\\s+", -1);
        return IntStream.range(0, each.length / 2)
                .boxed()
                .collect(Collectors.toUnmodifiableMap(i -> each[2 * i], i -> each[2 * i + 1]));
    }
}
