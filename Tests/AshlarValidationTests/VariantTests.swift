import AshlarSupport
import AshlarValidation
import Testing

@Input struct CardPayment: Equatable {
    @Rule(.digitsOnly, .digits(12...19)) var number: String
}

@Input(unknown: .forbidden) struct BankPayment: Equatable {
    @Rule(.trim, .length(15...34)) var iban: String
}

@Input(discriminator: "kind") enum Payment: Equatable {
    case card(CardPayment)
    case bank(BankPayment)
    case cash
}

/// A case that is called as Swift calls nothing.
@Input enum Discount: Equatable {
    case none
    case some(CardPayment)
}

@Input struct Checkout {
    var payment: Payment
    var others: [Payment] = []
}

/// Inputs that are one of several.
@Suite struct VariantTests {
    @Test func `which one it is a field says, and its own input is read`() async throws {
        #expect(try await Payment.validated(["kind": "cash"]) == .cash)
        #expect(
            try await Payment.validated(["number": "4111 1111 1111", "kind": "card"])
                == .card(CardPayment(number: "411111111111")))
        let sent: SentValue = [
            "payment": ["kind": "bank", "iban": " AT611904300234573201 "], "others": [["kind": "cash"]],
        ]
        let checkout = try await Checkout.validated(sent, format: .form)
        #expect(checkout.payment == .bank(BankPayment(iban: "AT611904300234573201")) && checkout.others == [.cash])
    }

    @Test func `what is wrong is told at its own place`() async throws {
        #expect(try await faults(Payment.self, ["number": "1"]) == ["kind required"])
        #expect(try await faults(Payment.self, ["kind": "gold"]) == ["kind enum"])
        #expect(try await faults(Payment.self, ["kind": 7]) == ["kind enum"])
        #expect(try await faults(Payment.self, []) == [" type"])
        #expect(
            try await faults(
                Checkout.self,
                [
                    "payment": ["kind": "card", "number": "1"],
                    "others": [["kind": "bank", "iban": "AT611904300234573201", "bic": "x"], ["kind": nil]],
                ]) == ["payment.number digits", "others.0.bic unknown", "others.1.kind required"])
    }

    @Test func `what is known of it says its cases`() throws {
        let variants = try #require(Payment.inputDescription.variants)
        #expect(variants.discriminator == "kind" && variants.cases.map(\.name) == ["card", "bank", "cash"])
        #expect(variants.cases[2].input == nil && Payment.inputDescription["iban"]?.isRequired == true)
        #expect(Payment.inputDescription.fields.map(\.name) == ["kind"])
    }

    @Test func `cases may be called as those of an optional are`() async throws {
        #expect(try await Discount.validated(["type": "none"]) == Discount.none)
        let card = try await CardPayment.validated(["number": "123412341234"])
        #expect(try await Discount.validated(["type": "some", "number": "123412341234"]) == Discount.some(card))
    }
}
