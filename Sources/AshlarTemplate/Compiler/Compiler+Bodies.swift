extension Compiler {
    mutating func compile(_ block: BlockNode, _ offset: Int) throws -> any Executable {
        try refuseBlockInCache(at: offset)
        let wasInBlock = isInBlock
        isInBlock = true
        let outside = position
        // What stands before it stays in this template; a parent has the block in text, or it may print nothing.
        let isShownElsewhere = isExtending && !wasInBlock
        if isShownElsewhere, position != nil { position = HTMLPosition() }
        defer { if isShownElsewhere { position = outside } }
        let start = position ?? HTMLPosition()
        let (outputs, embedded, files) = (outputCount, embeddedCount, plainFiles.count)
        let (statements, slotCount) = try inFrame(seesOutside: false) { compiler in
            compiler.declare(assignedIn: block.body)
            return try compiler.compile(block.body)
        }
        isInBlock = wasInBlock
        facts.openBlocks[block.name] = openEnd(of: "the block \"\(block.name)\"", from: start, at: offset)
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
                compiler.declare(assignedIn: macro.body)
                let start = compiler.position
                let body = try compiler.compile(macro.body)
                let owner = macro.name == "caller" ? "the body of \"call\"" : "the macro \"\(macro.name)\""
                let end = compiler.openEnd(of: owner, from: start, at: offset)
                if let end { compiler.facts.openEnds.append(end) }
                return (parameters, caller, positional, keyword, body)
            }
        }
        return CompiledMacro(
            name: macro.name, parameters: parts.0, body: CompiledBody(statements: parts.4, slotCount: slotCount),
            callerSlot: parts.1, positionalSlot: parts.2, keywordSlot: parts.3, offset: offset)
    }
}
