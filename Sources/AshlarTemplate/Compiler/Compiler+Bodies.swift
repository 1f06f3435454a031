extension Compiler {
    mutating func compile(_ block: BlockNode, _ offset: Int) throws -> any Executable {
        try refuseBlockInCache(at: offset)
        let wasInBlock = isInBlock
        isInBlock = true
        let start = position ?? HTMLPosition()
        let (outputs, embedded, files) = (outputCount, embeddedCount, plainFiles.count)
        let (statements, slotCount) = try inFrame(seesOutside: false) { compiler in
            for name in NameCollector.assigned(in: block.body) { compiler.declare(name) }
            return try compiler.compile(block.body)
        }
        isInBlock = wasInBlock
        blocks[block.name] = CompiledBlock(
            name: block.name, body: CompiledBody(statements: statements, slotCount: slotCount),
            isRequired: block.isRequired, isOutermost: !wasInBlock,
            content: BlockContent(
                position: start, hasOutputs: outputCount > outputs, hasEmbedded: embeddedCount > embedded,
                files: Array(plainFiles[files...])),
            offset: offset)
        return BlockStatement(
            name: block.name, snapshot: block.isScoped ? scope.snapshot() : nil, isTopLevel: scope.isTopLevel,
            offset: offset)
    }

    mutating func compile(_ loop: LoopNode, _ offset: Int) throws -> any Executable {
        if Self.names(of: loop.target).contains("loop") || NameCollector.assigned(in: loop.body).contains("loop") {
            throw failure("\"loop\" is the loop's own variable and cannot be assigned to", at: offset)
        }
        let iterable = try compile(loop.iterable)
        let start = position
        defer { join(start) }
        guard loop.isRecursive else {
            let (otherwise, otherwiseScope) = try inScope(of: loop.otherwise) { try $0.compile(loop.otherwise) }
            position = start
            let parts = try body(of: loop)
            return LoopStatement(
                target: parts.target, iterable: iterable, test: parts.test, body: parts.statements,
                otherwise: otherwise,
                bodyScope: parts.scope, otherwiseScope: otherwiseScope, loopSlot: parts.loopSlot,
                recursiveSlotCount: nil, offset: offset)
        }
        let inBlock = isInBlock
        let ((parts, otherwiseInside), slotCount) = try inFrame(seesOutside: true) { compiler in
            compiler.isInBlock = inBlock
            let parts = try compiler.body(of: loop)
            return (parts, try compiler.inScope(of: loop.otherwise) { try $0.compile(loop.otherwise) })
        }
        return LoopStatement(
            target: parts.target, iterable: iterable, test: parts.test, body: parts.statements,
            otherwise: otherwiseInside.result, bodyScope: parts.scope, otherwiseScope: otherwiseInside.slots,
            loopSlot: parts.loopSlot, recursiveSlotCount: slotCount, offset: offset)
    }

    private static func names(of target: TargetNode) -> [String] { target.names }

    private struct LoopParts {
        let target: Target
        let test: (any Evaluable)?
        let statements: Body
        let scope: [Int]
        let loopSlot: Int?
    }

    private mutating func body(of loop: LoopNode) throws -> LoopParts {
        let needsLoop =
            loop.isRecursive || NameCollector.mentions(["loop"], in: loop.body)
            || NameCollector.holdsScopedBlock(loop.body)
        loopDepth += 1
        defer { loopDepth -= 1 }
        let (parts, slots) = try inScope(of: loop.body) { compiler in
            let target = compiler.compileFilled(loop.target)
            // The test is read before `loop` is there: it does not see this loop's.
            let test = try loop.test.map { try compiler.compile($0) }
            let loopSlot = needsLoop ? compiler.declare("loop", isFilled: true) : nil
            return (target, test, loopSlot, try compiler.compile(loop.body))
        }
        return LoopParts(target: parts.0, test: parts.1, statements: parts.3, scope: slots, loopSlot: parts.2)
    }

    mutating func compile(_ macro: MacroNode, _ offset: Int) throws -> CompiledMacro {
        let (parts, slotCount) = try apart {
            try $0.inFrame(seesOutside: true) { compiler in
                let slots = macro.parameters.map { compiler.declare($0.name, isFilled: true) }
                func special(_ name: String, _ compiler: inout Compiler) -> Int? {
                    guard !macro.parameters.contains(where: { $0.name == name }),
                        NameCollector.mentions([name], in: macro.body)
                    else { return nil }
                    return compiler.declare(name, isFilled: true)
                }
                let caller = special("caller", &compiler)
                let positional = special("varargs", &compiler)
                let keyword = special("kwargs", &compiler)
                let parameters = try zip(macro.parameters, slots).map { parameter, slot in
                    CompiledMacro.Parameter(
                        name: parameter.name, slot: slot,
                        fallback: try parameter.fallback.map { try compiler.compile($0) })
                }
                for name in NameCollector.assigned(in: macro.body) { compiler.declare(name) }
                return (parameters, caller, positional, keyword, try compiler.compile(macro.body))
            }
        }
        return CompiledMacro(
            name: macro.name, parameters: parts.0, body: CompiledBody(statements: parts.4, slotCount: slotCount),
            callerSlot: parts.1, positionalSlot: parts.2, keywordSlot: parts.3, offset: offset)
    }
}
