import Craft

CraftProgram.main(arguments: Array(CommandLine.arguments.dropFirst()))
